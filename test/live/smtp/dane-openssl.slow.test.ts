/** Whether a sender with DANE delivers, by openssl, which is asked with the very records that a spec publishes. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { printTlsa } from "../../../src/mail/tlsa.ts";
import { loadPaths } from "../../../src/pipeline.ts";
import { needs } from "../../needs.ts";
import { makeAuthority } from "./certificates.ts";
import { mailServer, type StandIn } from "./stand-ins.ts";

const { afterAll, beforeAll, describe, test } = needs("openssl");

const authority = makeAuthority();
const current = authority.issue({ names: ["mail.example.com"] });
const next = authority.issue({ names: ["mail.example.com"] });

let folder: string;
let before: StandIn;
let after: StandIn;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-dane-"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: mailzone\nruntime: nodejs\n");
  writeFileSync(join(folder, "current.pem"), current.chain);
  writeFileSync(join(folder, "next.pem"), next.cert);
  before = await mailServer(current, "mail.example.com")("127.0.0.1");
  after = await mailServer(next, "mail.example.com")("127.0.0.1");
});
afterAll(async () => {
  await before.close();
  await after.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The records of a host with these keys in the spec. */
function recordsOf(host: string): string[] {
  const spec = join(folder, "mail.yaml");
  writeFileSync(
    spec,
    `domain: example.com\ndns: route53\nmode: receive-only\nrecords: [{type: MX, value: 10 mail}]\ndane: {hosts: {mail: {${host}}}}\n`,
  );
  const [domain] = loadPaths([spec], folder).domains;
  return (domain?.records ?? []).flatMap(({ data }) => (data.type === "TLSA" ? [printTlsa(data)] : []));
}

/** Whether openssl would deliver to the server. */
async function delivers({ address, port }: StandIn, host: string): Promise<boolean> {
  const records = recordsOf(host).flatMap((record) => ["-dane_tlsa_rrdata", record]);
  expect(records).not.toEqual([]);
  const words = [
    "-connect",
    `${address}:${port}`,
    "-starttls",
    "smtp",
    "-dane_tlsa_domain",
    "mail.example.com",
  ];
  const client = spawn("openssl", ["s_client", ...words, ...records, "-verify_return_error", "-brief"]);
  let said = "";
  for (const stream of [client.stdout, client.stderr]) stream.on("data", (text) => (said += text));
  client.stdin.end("QUIT\r\n");
  await new Promise((resolve) => client.once("close", resolve));
  // both words, so that a connection that failed for another reason is neither
  if (said.includes("Verification: OK") && said.includes("DANE TLSA")) return true;
  if (/No matching DANE TLSA records/i.test(said)) return false;
  throw new Error(said);
}

describe.each([
  ["the key", ""],
  ["the key, whole", ", matching: 0"],
  ["the key, by SHA-512", ", matching: 2"],
  ["the certificate", ", selector: 0"],
])("with a record of %s", (_, form) => {
  test("mail is delivered to that server alone", async () => {
    const host = `certificates: [current.pem]${form}`;
    expect([await delivers(before, host), await delivers(after, host)]).toEqual([true, false]);
  });

  test("both are believed while both are published", async () => {
    const host = `certificates: [current.pem, next.pem]${form}`;
    expect([await delivers(before, host), await delivers(after, host)]).toEqual([true, true]);
  });
});

test("usage 2 is about the issuer in the chain: a renewal with another key changes nothing", async () => {
  const host = "certificates: [current.pem], usage: 2";
  expect([await delivers(before, host), await delivers(after, host)]).toEqual([true, true]);
});

test("a digest counts as its file does", async () => {
  const host = `certificates: [{sha256: ${current.digests.publicKey}}]`;
  expect([await delivers(before, host), await delivers(after, host)]).toEqual([true, false]);
});
