/** Whether a sender with DANE delivers, by openssl, which is asked with the very records that a spec publishes. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { printTlsa } from "../../../src/mail/tlsa.ts";
import { loadPaths } from "../../../src/pipeline.ts";
import { needs } from "../../needs.ts";
import { makeAuthority } from "./certificates.ts";
import { delivers } from "./dane-sender.ts";
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
async function delivered(server: StandIn, host: string): Promise<boolean> {
  const records = recordsOf(host);
  expect(records).not.toEqual([]);
  return await delivers(server, "mail.example.com", records);
}

describe.each([
  ["the key", ""],
  ["the key, whole", ", matching: 0"],
  ["the key, by SHA-512", ", matching: 2"],
  ["the certificate", ", selector: 0"],
])("with a record of %s", (_, form) => {
  test("mail is delivered to that server alone", async () => {
    const host = `certificates: [current.pem]${form}`;
    expect([await delivered(before, host), await delivered(after, host)]).toEqual([true, false]);
  });

  test("both are believed while both are published", async () => {
    const host = `certificates: [current.pem, next.pem]${form}`;
    expect([await delivered(before, host), await delivered(after, host)]).toEqual([true, true]);
  });
});

test("usage 2 is about the issuer in the chain: a renewal with another key changes nothing", async () => {
  const host = "certificates: [current.pem], usage: 2";
  expect([await delivered(before, host), await delivered(after, host)]).toEqual([true, true]);
});

test("a digest counts as its file does", async () => {
  const host = `certificates: [{sha256: ${current.digests.publicKey}}]`;
  expect([await delivered(before, host), await delivered(after, host)]).toEqual([true, false]);
});
