/** What a real validating resolver says (Unbound, before NSD): answers, their absence, aliases, and signatures (RFC 4035 §5.5). */
import { expect, jest } from "@jest/globals";
import { openAsker } from "../../../src/live/dns/asker.ts";
import { forwarding } from "../../../src/live/dns/forwarding.ts";
import { needs } from "../../needs.ts";
import { apex, type Lab, startLab } from "./lab.ts";
import { sign } from "./signed.ts";
import { startUnbound, type Unbound } from "./unbound.ts";

const { afterAll, beforeAll, describe, test } = needs("nsd", "unbound", "dnssec-signzone");

jest.setTimeout(240_000);

const [ONE, RESOLVER] = ["127.53.4.1", "127.53.4.2"];
const records = (zone: string): string =>
  [apex(`ns.${zone}`), `ns A ${ONE}`, "@ MX 10 mail", "mail A 192.0.2.1", "www CNAME mail"].join("\n");

let lab: Lab;
let unbound: Unbound;
beforeAll(async () => {
  const sound = sign("sound.example.", records("sound.example."), { from: "now-3600", to: "now+86400" });
  const expired = sign("expired.example.", records("expired.example."), {
    from: "20200101000000",
    to: "20200201000000",
  });
  lab = await startLab({
    [ONE]: {
      "sound.example.": sound.text,
      "expired.example.": expired.text,
      "plain.example.": records("plain.example."),
    },
  });
  const server = { address: ONE, port: lab.port };
  unbound = await startUnbound({
    server: { address: RESOLVER, port: lab.port },
    zones: { "plain.example.": server, "sound.example.": server, "expired.example.": server },
    anchors: [sound.ds, expired.ds],
  });
});
afterAll(async () => {
  await unbound.close();
  await lab.close();
});

const lookUp = (...[name, type]: Parameters<ReturnType<typeof forwarding>["lookUp"]>) =>
  forwarding(openAsker({ timeout: 3_000, tries: 2 }).ask, [unbound.server]).lookUp(name, type);

describe("a resolver", () => {
  test.each([
    ["plain.example.", "MX", { outcome: "found", isAuthentic: false }],
    ["sound.example.", "MX", { outcome: "found", isAuthentic: true }],
    [
      "www.sound.example.",
      "A",
      { outcome: "found", isAuthentic: true, aliases: [{ name: "www.sound.example." }] },
    ],
    ["mail.sound.example.", "AAAA", { outcome: "nodata", isAuthentic: true }],
    ["nothing.sound.example.", "A", { outcome: "nxdomain", isAuthentic: true }],
    ["expired.example.", "MX", { outcome: "failed", why: "no-answer", tried: [{ what: "SERVFAIL" }] }],
  ] as const)("%s %s", async (name, type, expected) => {
    expect(await lookUp(name, type)).toMatchObject(expected);
  });

  test("has keys and their digests", async () => {
    const { records: keys } = await lookUp("sound.example.", "DNSKEY");
    expect(keys.map(({ data }) => data)).toEqual([
      { type: "DNSKEY", flags: 257, algorithm: 13, key: expect.stringMatching(/^[\w+/=]{80,}$/) },
    ]);
  });
});
