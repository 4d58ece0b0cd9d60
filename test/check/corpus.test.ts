/**
 * A corpus of sound domains: every preset and variant with its example parameters, alone and with two senders, on every
 * cloud, and every mode. Nothing in it is an error or a warning, save what is listed here with the reason.
 */
import { describe, expect, test } from "@jest/globals";
import { clouds } from "../../src/cloud/clouds.ts";
import { loadText } from "../../src/load.ts";
import { openLibrary } from "../../src/preset/library.ts";
import type { Preset } from "../../src/preset/preset.ts";
import { RSA_KEY } from "./keys.ts";

const library = openLibrary();

/** What is told of a sound domain all the same. */
const EXPECTED: readonly (readonly [preset: string, cloud: string, code: string, reason: string])[] = [
  ["parked-domain", "alidns", "mx-null-provider", "Alibaba Cloud DNS stores no null MX"],
];

function withOf(preset: Preset): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(preset.parameters)
      .filter(([name]) => !Object.hasOwn(preset.fixed, name))
      .filter(([, { derive, default: usual }]) => derive === undefined && usual === undefined)
      .map(([name, { example }]) => [name, example]),
  );
}

/** A spec that does what the vendor and the large receivers ask: SPF, DKIM and a watched DMARC policy. */
function specOf(id: string, cloud: string, senders: readonly string[] = []): string {
  const preset = library.find(id) as Preset;
  const use = (other: string): string =>
    JSON.stringify({ provider: other, with: withOf(library.find(other) as Preset) });
  const isSender = preset.kind === "sender";
  const all = isSender ? [id, ...senders] : senders;
  const hasDkim =
    all.length > 0 || preset.records.some(({ group, type }) => group === "dkim" && type !== "SPF");
  return [
    "domain: example.com",
    `dns: ${cloud}`,
    ...(isSender ? [] : [`mailbox: ${use(id)}`]),
    ...(all.length > 0 ? [`senders: [${all.map(use).join(", ")}]`] : []),
    // a domain that only sends through return paths of its own says that nothing else does
    ...(isSender ? ["spf: {all: fail}"] : []),
    ...(hasDkim ? [] : [`dkim: [{selector: own, key: ${RSA_KEY}}]`]),
    'dmarc: {policy: none, rua: ["mailto:dmarc@example.net"]}',
    "",
  ].join("\n");
}

/** Codes of errors and warnings that are not expected. */
function complaints(text: string, preset: string, cloud: string): string[] {
  return loadText("corpus.yaml", text)
    .findings.filter(({ severity }) => severity !== "info")
    .filter(
      ({ code }) => !EXPECTED.some(([p, c, expected]) => expected === code && p === preset && c === cloud),
    )
    .map(({ code, message }) => `${code}: ${message}`);
}

describe.each(clouds.map(({ id }) => id))("on %s", (cloud) => {
  const ids = library.ids().filter((id) => library.find(id)?.kind !== "policy");

  test.each(ids)("%s is sound", (id) => {
    expect(complaints(specOf(id, cloud), id, cloud)).toEqual([]);
  });

  test.each(ids.filter((id) => library.find(id)?.kind !== "sender"))("%s with two senders is sound", (id) => {
    expect(complaints(specOf(id, cloud, ["sendgrid", "amazon-ses"]), id, cloud)).toEqual([]);
  });

  test("a parked domain is sound", () => {
    expect(complaints(`domain: example.com\ndns: ${cloud}\nmode: parked\n`, "parked-domain", cloud)).toEqual(
      [],
    );
  });

  test("a domain that only receives is sound", () => {
    const text = `domain: example.com\ndns: ${cloud}\nmode: receive-only\nmailbox: {provider: netease-free, groups: {spf: false}}\nrecords:\n  - {type: TXT, value: v=spf1 -all}\ndmarc: {policy: reject, rua: ["mailto:dmarc@example.net"]}\n`;
    expect(complaints(text, "", cloud)).toEqual([]);
  });
});

test("every exception is still needed", () => {
  for (const [, cloud, code] of EXPECTED) {
    const found = loadText("corpus.yaml", `domain: example.com\ndns: ${cloud}\nmode: parked\n`).findings;
    expect(found.map((finding) => finding.code)).toContain(code);
  }
});
