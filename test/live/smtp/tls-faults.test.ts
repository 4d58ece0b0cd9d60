/** What is said of certificates, by what MTA-STS and DANE demand of them. */
import { describe, expect, test } from "@jest/globals";
import type { StsMode } from "../../../src/mail/mta-sts.ts";
import { type Issued, makeAuthority, selfSigned } from "./certificates.ts";
import { A, authority, beginning, HOST, one, own, SPEC, sound, tlsa, told, type World } from "./domain.ts";
import { mailServer, type Start } from "./stand-ins.ts";

const withTls = (issued: Issued): Start => mailServer(issued, HOST);
const foreign = authority.issue({ names: ["mx.example.org"] });
const lone = selfSigned({ names: [HOST] });
const expired = authority.issue({ names: [HOST], until: -1 });

describe("a certificate", () => {
  const soon = authority.issue({ names: [HOST], until: 5 });
  test.each<[string, World, readonly string[]]>([
    ["has expired", one(withTls(expired)), ["warning smtp-cert-dates: .* expired on \\d{4}-"]],
    ["has expired, under MTA-STS", one(withTls(expired), { mode: "enforce" }), ["error smtp-cert-dates"]],
    ["expires soon", one(withTls(soon), { mode: "enforce" }), ["warning smtp-cert-dates: .* in 5 days"]],
    ["is for six days, and new", one(withTls(authority.issue({ names: [HOST], from: -1, until: 5 }))), []],
    [
      "is not valid yet",
      one(withTls(authority.issue({ names: [HOST], from: 2 }))),
      ["warning smtp-cert-dates: .* valid only from"],
    ],
    [
      "has another name",
      one(withTls(foreign)),
      ["info smtp-cert-name: .* the name mx.example.org and not its own"],
    ],
    ["has another name, under MTA-STS", one(withTls(foreign), { mode: "enforce" }), ["error smtp-cert-name"]],
    ["has another name, tested", one(withTls(foreign), { mode: "testing" }), ["warning smtp-cert-name"]],
    [
      "has no name",
      one(withTls(authority.issue())),
      ["info smtp-cert-name: .* with no DNS name and not its own"],
    ],
    ["is self-signed", one(withTls(lone)), ["info smtp-cert-trust: .* is self-signed"]],
    ["is self-signed, under MTA-STS", one(withTls(lone), { mode: "enforce" }), ["error smtp-cert-trust"]],
    [
      "is of an unknown authority",
      one(withTls(makeAuthority("Other").issue({ names: [HOST] }))),
      ["info smtp-cert-trust: .* leads to a root that is not trusted"],
    ],
  ])("%s", async (_, world, expected) => {
    expect(await told(world)).toEqual(beginning(expected));
  });
});

describe("TLSA records (RFC 7672 §3.1)", () => {
  const other = "ab".repeat(32);
  const bare = { ...own, chain: own.cert };
  test.each<[string, Issued, readonly string[], readonly string[]]>([
    ["of the key", lone, [tlsa(3, 1, lone.digests.publicKey)], []],
    ["of the certificate", lone, [tlsa(3, 0, lone.digests.certificate)], []],
    [
      "of the key, whatever names and dates the certificate has",
      expired,
      [tlsa(3, 1, expired.digests.publicKey)],
      [],
    ],
    ["of the key, and one for the next", own, [tlsa(3, 1, other), tlsa(3, 1, own.digests.publicKey)], []],
    ["of another key", own, [tlsa(3, 1, other)], ["error smtp-tlsa: .* its TLSA record does not match"]],
    [
      "of other keys",
      own,
      [tlsa(3, 1, other), tlsa(2, 1, other)],
      ["error smtp-tlsa: .* none of its 2 TLSA records"],
    ],
    ["of the issuer", own, [tlsa(2, 0, authority.digests.certificate)], []],
    ["of an issuer that the server does not send", bare, [tlsa(2, 0, other)], ["error smtp-tlsa"]],
    [
      "of the issuer, for another name",
      foreign,
      [tlsa(2, 1, authority.digests.publicKey)],
      ["error smtp-cert-name"],
    ],
    [
      "of the issuer, which has expired",
      expired,
      [tlsa(2, 1, authority.digests.publicKey)],
      ["error smtp-cert-dates"],
    ],
    // not for mail (§3.1.3)
    ["of a public authority", own, [tlsa(0, 1, other)], []],
  ])("%s", async (_, issued, records, expected) => {
    const found = await told(one(withTls(issued), { dns: [A, ...records] }));
    expect(found).toEqual(beginning(expected));
  });
});

describe("a TLSA record of which the spec has since when it is published (RFC 7671 §8.1)", () => {
  const before = tlsa(3, 1, "ab".repeat(32));
  const dns = [A, before, tlsa(3, 1, own.digests.publicKey)];
  const minutesAgo = (minutes: number): string =>
    new Date(Date.now() - minutes * 60_000).toISOString().replace(/\.\d+/, "");
  /** Two TTLs are 20 minutes. */
  const specOf = (since: string, ...others: string[]): string[] => [
    ...SPEC,
    "---",
    "domain: example.net",
    "dns: route53",
    "mode: receive-only",
    "ttl: 600",
    "dane:",
    "  hosts:",
    "    mx1:",
    "      certificates:",
    ...[`{sha256: "${own.digests.publicKey}", since: "${since}"}`, ...others].map(
      (one) => `        - ${one}`,
    ),
  ];
  const old = `{sha256: "${"ab".repeat(32)}"}`;
  test.each<[string, readonly string[], readonly string[]]>([
    [
      "not every sender knows it",
      specOf(minutesAgo(15), old),
      ["warning smtp-tlsa: .* record is new: until"],
    ],
    ["every sender knows it", specOf(minutesAgo(25), old), []],
    ["the host had none before", specOf(minutesAgo(15)), []],
  ])("%s", async (_, spec, expected) => {
    expect(await told(one(withTls(own), { dns, spec }))).toEqual(beginning(expected));
  });
});

describe("a policy of MTA-STS (RFC 8461 §4.1)", () => {
  test.each<[string, StsMode, readonly string[], readonly string[]]>([
    ["that has the host", "enforce", ["mx9.example.net", HOST], []],
    ["that has it by a wildcard", "enforce", ["*.example.net"], []],
    ["that does not have it", "enforce", ["mx.example.org"], ["error smtp-policy"]],
    ["that does not have it, and is tested", "testing", ["mx.example.org"], ["warning smtp-policy"]],
    ["that is off", "none", ["mx.example.org"], []],
  ])("%s", async (_, mode, policyHosts, expected) => {
    const found = await told(one(sound, { mode, policyHosts }));
    expect(found).toEqual(beginning(expected));
  });
});
