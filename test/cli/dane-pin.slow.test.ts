/** `mailzone dane pin` and what `status --smtp` says of mail hosts, against a real name server (NSD) and mail servers on loopback; openssl says which record is right. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, jest } from "@jest/globals";
import { statusDocument } from "../../src/report/status-json.ts";
import { apex, type Lab, startLab } from "../live/dns/lab.ts";
import { makeAuthority } from "../live/smtp/certificates.ts";
import { mailServer, nobody, type StandIn, type Start } from "../live/smtp/stand-ins.ts";
import { digestOf } from "../mail/openssl.ts";
import { needs } from "../needs.ts";
import { mailzoneHere } from "./captured.ts";

const { afterAll, beforeAll, describe, test } = needs("nsd", "openssl");

jest.setTimeout(240_000);

const [ROOT, ONE] = ["127.53.21.1", "127.53.21.2"];
const [MAIL, OTHER, PLAIN, DOWN] = ["127.54.21.1", "127.54.21.2", "127.54.21.3", "127.54.21.4"];
const authority = makeAuthority();
const own = authority.issue({ names: ["mail.example.com"] });
const second = authority.issue({ names: ["mail.example.com"] });
const SERVERS: Readonly<Record<string, Start>> = {
  [MAIL]: mailServer(own, "mail.example.com"),
  [OTHER]: mailServer(second, "mail.example.com"),
  [PLAIN]: mailServer(own, "plain.example.com", { hideSTARTTLS: true }),
  [DOWN]: nobody,
};
const ADDRESSES = { mail: [MAIL], both: [MAIL, OTHER], plain: [PLAIN], down: [DOWN], half: [MAIL, DOWN] };

let lab: Lab;
let folder: string;
let port = 0;
const servers: StandIn[] = [];
beforeAll(async () => {
  for (const [address, start] of Object.entries(SERVERS)) {
    const server = await start(address, port);
    port = server.port;
    servers.push(server);
  }
  lab = await startLab({
    [ROOT]: {
      ".": [
        apex("a.root."),
        `a.root A ${ROOT}`,
        "example.com. NS ns.example.com.",
        `ns.example.com. A ${ONE}`,
      ].join("\n"),
    },
    [ONE]: {
      "example.com.": [
        apex("ns"),
        `ns A ${ONE}`,
        ...[own, second].map(({ digests }) => `_25._tcp.mail 600 TLSA 3 1 1 ${digests.publicKey}`),
        ...Object.entries(ADDRESSES).flatMap(([name, all]) => all.map((address) => `${name} A ${address}`)),
      ].join("\n"),
    },
  });
  folder = mkdtempSync(join(tmpdir(), "mailzone-pin-"));
  mkdirSync(join(folder, "stacks/prod"), { recursive: true });
  writeFileSync(join(folder, "Pulumi.yaml"), "name: mailzone\nruntime: nodejs\n");
  writeFileSync(join(folder, "own.pem"), own.chain);
});
beforeEach(() => rmSync(join(folder, "stacks/prod/defaults.yaml"), { force: true }));
afterAll(async () => {
  await lab.close();
  for (const one of servers) await one.close();
  rmSync(folder, { recursive: true, force: true });
});

const SPEC = (host: string): string =>
  `# mine\ndomain: example.com\ndns: cloudflare\nmode: receive-only # for now\nrecords: [{type: MX, value: 10 ${host}}]\n`;
const read = (): string => readFileSync(join(folder, "stacks/prod/mail.yaml"), "utf8");

function pin(spec: string, ...words: string[]) {
  writeFileSync(join(folder, "stacks/prod/mail.yaml"), spec);
  const lab_ = ["--root", `${ROOT}:${lab.port}`, "--smtp-port", String(port)];
  return mailzoneHere(["dane", "pin", "example.com", ...lab_, ...words], folder);
}

const digest = digestOf(own.cert, 1);
const ITEM = (of: string): string => `{sha256: ${/^\d+$/.test(of) ? `"${of}"` : of}, since: TIME}`;
/** With every time of this test the same. */
const timeless = (text: string): string => text.replace(/since: "?[\dT:-]+Z"?/g, "since: TIME");

test("the MX host of a domain gets the record that openssl computes; all else in the spec stays", async () => {
  const spec = SPEC("mail");
  const run = await pin(spec);
  expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining(`has 3 1 1 ${digest} now\n`) });
  expect(timeless(read())).toBe(
    `${spec}dane:\n  hosts:\n    mail:\n      certificates:\n        - ${ITEM(digest)}\n`,
  );
  const zone = await mailzoneHere(["zone", "stacks"], folder);
  expect(zone.stdout).toContain(`TLSA  3 1 1 ${digest}`);
  const before = read();
  const again = await pin(before);
  expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining("nothing to do") });
  expect(read()).toBe(before);
});

test("every address counts: servers with keys of their own are pinned each", async () => {
  expect(await pin(SPEC("both"))).toMatchObject({ code: 0 });
  expect(read()).toContain(digest);
  expect(read()).toContain(digestOf(second.cert, 1));
});

test("a new key comes beside the one of before, and it is said that mail waits for it", async () => {
  const spec = `${SPEC("both")}dane: {hosts: {both: {certificates: [../../own.pem]}}}\n`;
  const run = await pin(spec);
  expect(run.code).toBe(0);
  expect(run.stdout).toContain("a key that was not published before is in use");
  expect(timeless(read())).toBe(spec.replace("own.pem]", `own.pem, ${ITEM(digestOf(second.cert, 1))}]`));
});

test("a spec's form of the record is kept: the certificate, the issuer's key", async () => {
  await pin(`${SPEC("mail")}dane: {hosts: {mail: {certificates: [../../own.pem], selector: 0}}}\n`);
  expect(read()).not.toContain("sha256");
  await pin(
    `${SPEC("mail")}dane: {hosts: {mail: {certificates: [{sha256: ${"ab".repeat(32)}}], usage: 2}}}\n`,
  );
  expect(read()).toContain(digestOf(authority.cert, 1));
});

describe("a host that cannot be pinned is told, and its spec stays as it is", () => {
  test.each([
    ["plain", "does not offer STARTTLS"],
    ["down", "takes no connection"],
    ["half", `${DOWN} takes no connection`],
    ["absent", "it has no address in DNS"],
  ])("%s", async (host, words) => {
    const run = await pin(SPEC(host));
    expect(run).toMatchObject({ code: 1, stdout: expect.stringContaining(words) });
    expect(read()).toBe(SPEC(host));
  });

  test("for another matching type, for several domains, for certificates of defaults", async () => {
    const sha512 = `${SPEC("mail")}dane: {hosts: {mail: {certificates: [../../own.pem], matching: 2}}}\n`;
    expect((await pin(sha512)).stdout).toContain("matching type 2, and digests in specs are SHA-256");
    const several = SPEC("mail").replace("domain: example.com", "domains: [example.com, example.net]");
    expect((await pin(several)).stdout).toContain("is for several domains");
    writeFileSync(
      join(folder, "stacks/prod/defaults.yaml"),
      `dane: {hosts: {mail: {certificates: [{sha256: ${"ab".repeat(32)}}]}}}\n`,
    );
    const shared = await pin(SPEC("mail"));
    expect(shared).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("are in stacks/prod/defaults.yaml"),
    });
    expect(read()).toBe(SPEC("mail"));
  });
});

test("what cannot be done at all is one line on standard error", async () => {
  const lines = async (spec: string, ...words: string[]) => {
    const run = await pin(spec, ...words);
    expect([run.code, run.stdout]).toEqual([2, ""]);
    return run.stderr;
  };
  expect(await lines(SPEC("mx.example.net"))).toMatch(/^[^\n]*no MX host in its zone[^\n]*\n$/);
  expect(await lines(SPEC("mail"), "other.example")).toMatch(/other\.example/);
  expect(await lines(SPEC("mail"), "--smtp-port", "0")).toMatch(/is not a port for --smtp-port/);
  expect(await lines(SPEC("mail"), "--resolver", "x")).toMatch(/is not the address of a DNS server/);
});

describe("status --smtp", () => {
  const status = (spec: string, ...words: string[]) => {
    writeFileSync(join(folder, "stacks/prod/mail.yaml"), spec);
    return mailzoneHere(["status", "--root", `${ROOT}:${lab.port}`, ...words], folder);
  };
  const smtp = (): string[] => ["--smtp", "--smtp-port", String(port)];
  const [old, used] = [second, own].map(({ digests }) => `{sha256: "${digests.publicKey}"}`);
  const rolled = `${SPEC("mail")}ttl: 600\ndane: {hosts: {mail: {certificates: [${old}, ${used}]}}}\n`;

  test("says when the old record may go, by what DNS answers and the server has", async () => {
    const run = await status(rolled, ...smtp());
    expect(run.code).toBe(0);
    const [before, now] = [second, own].map(({ digests }) => `${digests.publicKey.slice(0, 16)}...`);
    expect(run.stdout).toContain(`mail.example.com  3 1 1  ${before}  unknown  as wanted (1 server)  no\n`);
    expect(run.stdout).toContain(
      `mail.example.com  3 1 1  ${now}  unknown  as wanted (1 server)  at ${MAIL}\n`,
    );
    expect(run.stdout).toContain(
      `mail.example.com: delete ${before} from the certificates of mail.example.com`,
    );
  });

  test("asks the host only if it is told to; in JSON by the schema", async () => {
    const asked = JSON.parse((await status(rolled, "--format", "json", ...smtp())).stdout);
    const left = JSON.parse((await status(rolled, "--format", "json")).stdout);
    for (const document of [asked, left]) expect(statusDocument.parse(document)).toEqual(document);
    const presented = ({ dane }: { dane: { records: { presentedAt: unknown }[] }[] }) =>
      dane.map(({ records }) => records.map(({ presentedAt }) => presentedAt));
    expect(presented(asked)).toEqual([[[], [MAIL]]]);
    expect(presented(left)).toEqual([[null, null]]);
    expect(left.dane[0].next).toMatch(/status --smtp/);
  });

  test("a port without --smtp is refused", async () => {
    expect(await status(rolled, "--smtp-port", "25")).toMatchObject({ code: 2, stdout: "" });
  });
});
