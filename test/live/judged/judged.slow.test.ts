/**
 * `mailzone diagnose` beside checkdmarc, on NSD and Unbound: what each finds in the same domains. Whatever checkdmarc finds,
 * mailzone finds, or judgements.ts says why it is no fault.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, jest } from "@jest/globals";
import { diagnose } from "../../../src/live/diagnosis.ts";
import { openAsker } from "../../../src/live/dns/asker.ts";
import { forwarding } from "../../../src/live/dns/forwarding.ts";
import { iterating, type Start } from "../../../src/live/dns/iterating.ts";
import { openLibrary } from "../../../src/preset/library.ts";
import { ensureCheckdmarc } from "../../../tools/checkdmarc.mjs";
import { needs } from "../../needs.ts";
import { expectGolden } from "../../zone/golden.ts";
import { DNSSEC, FAULTY, FAULTY_ABOVE } from "./faulty.ts";
import { type Internet, type Judged, ROOT, startInternet } from "./internet.ts";
import { JUDGEMENTS } from "./judgements.ts";
import { SOUND, SOUND_ABOVE } from "./sound.ts";

const { afterAll, beforeAll, test } = needs("nsd", "unbound", "dnssec-signzone", "python3 -m venv");

jest.setTimeout(300_000);

const DOMAINS = [...SOUND, ...FAULTY];
const library = openLibrary();

let internet: Internet;
/** What checkdmarc says, by domain. */
let verdicts: Readonly<Record<string, { readonly signed: boolean; readonly found: readonly string[] }>>;
beforeAll(async () => {
  const python = await ensureCheckdmarc();
  internet = await startInternet(DOMAINS, [...SOUND_ABOVE, ...FAULTY_ABOVE]);
  const { address, port } = internet.resolver;
  const words = [join(import.meta.dirname, "judge.py"), address, String(port)];
  const said = execFileSync(python, [...words, ...DOMAINS.map(({ domain }) => domain)], {
    encoding: "utf8",
    maxBuffer: 100_000_000,
    stdio: ["ignore", "pipe", "pipe"],
  });
  verdicts = JSON.parse(said).domains;
});
afterAll(() => internet?.close());

/** `error CODE` and so on, sorted, each once; through the resolver, or from the root. */
function found(one: Judged, way: "resolver" | "root"): Promise<readonly string[]> {
  const key = `${way} ${one.domain}`;
  const known = asked.get(key) ?? codesOf(one, way);
  asked.set(key, known);
  return known;
}

const asked = new Map<string, Promise<readonly string[]>>();

async function codesOf(
  { domain, selectors = [] }: Judged,
  way: "resolver" | "root",
): Promise<readonly string[]> {
  const asker = openAsker();
  const start: Start = { roots: [ROOT], port: internet.lab.port };
  const resolvers = way === "resolver" ? [internet.resolver] : [];
  const resolver = way === "resolver" ? forwarding(asker.ask, resolvers) : iterating(asker.ask, start);
  const { loaded } = await diagnose(`${domain}.`, { resolver, asker, start, resolvers, library, selectors });
  return [...new Set(loaded.findings.map(({ severity, code }) => `${severity} ${code}`))].sort();
}

const grave = (codes: readonly string[]): readonly string[] =>
  codes.filter((one) => !one.startsWith("info "));

test("there are enough domains of both kinds, each with a name of its own", () => {
  expect(FAULTY.length).toBeGreaterThanOrEqual(40);
  expect(SOUND.length).toBeGreaterThanOrEqual(20);
  expect(new Set(DOMAINS.map(({ domain }) => domain)).size).toBe(DOMAINS.length);
  expect(SOUND.filter((one) => one.found.length > 0)).toEqual([]);
});

const rows = (some: readonly Judged[]) => some.map((one) => [one.domain, one] as const);

test.each(rows(DOMAINS))("what is found in %s from the root", async (_, one) => {
  expect(grave(await found(one, "root"))).toEqual(one.found);
});

test.each(rows([...SOUND, ...DNSSEC]))("what is found in %s through a resolver", async (_, one) => {
  expect(grave(await found(one, "resolver"))).toEqual(one.found);
});

test.each(rows(DOMAINS))("what checkdmarc finds in %s is found", async (_, one) => {
  const codes = (await found(one, "root")).map((text) => text.split(" ")[1]);
  const missed = (verdicts[one.domain]?.found ?? []).filter((said) => {
    const judgement = JUDGEMENTS.find(({ says }) => says.test(said));
    if (judgement?.not !== undefined) return false;
    return !judgement?.ours?.some((code) => codes.includes(code));
  });
  expect(missed).toEqual([]);
});

test("a zone is signed for checkdmarc where it is for mailzone", () => {
  const signed = DOMAINS.filter(({ domain }) => verdicts[domain]?.signed).map(({ domain }) => domain);
  expect(signed).toEqual(DOMAINS.filter(({ dnssec }) => dnssec === "sound").map(({ domain }) => domain));
});

test("both verdicts are in the table that people read", () => {
  const lines = DOMAINS.flatMap(({ domain, found: ours }) => [
    domain,
    `  mailzone    ${ours.join(", ") || "-"}`,
    ...(verdicts[domain]?.found ?? []).map((said) => `  checkdmarc  ${said}`),
  ]);
  expectGolden(new URL("verdicts.golden.txt", import.meta.url), `${lines.join("\n")}\n`);
});
