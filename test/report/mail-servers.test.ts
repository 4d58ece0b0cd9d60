/** How mail servers are shown: as lines for people, and as JSON by its schema. */
import { describe, expect, test } from "@jest/globals";
import type { MailServers } from "../../src/live/smtp/mail-servers.ts";
import type { Probe } from "../../src/live/smtp/probe.ts";
import {
  mailServerRows,
  mailServersDocument,
  mailServersJson,
  mailServersLine,
} from "../../src/report/mail-servers.ts";

const AT = { host: "mx.example.net.", address: "93.184.216.34", port: 25 };
const CERTIFICATE = {
  ...{ names: ["mx.example.net"], issuer: "CN=Root", coversHost: true, chain: [] },
  ...{ notBefore: new Date("2026-11-01T00:00:00Z"), notAfter: new Date("2027-01-30T00:00:00Z") },
};
const GREETED: Probe = {
  ...AT,
  banner: "hi",
  ehlo: "mx.example.net",
  extensions: ["STARTTLS"],
  starttls: true,
};
const SOUND: Probe = { ...GREETED, protocol: "TLSv1.3", certificate: CERTIFICATE };
const failing = (failure: NonNullable<Probe["failure"]>, more: Probe = AT): Probe => ({ ...more, failure });

const servers = (probes: readonly Probe[], more: Partial<MailServers> = {}): MailServers => ({
  ...{ port: 25, patience: { connect: 1, greeting: 1, reply: 1 }, special: [], blocked: new Set<never>() },
  ...{ tlsa: new Map(), policies: new Map() },
  probes,
  ...more,
});

const REFUSED = failing({ step: "connect", why: "refused" });

describe("a mail server", () => {
  test.each<[string, MailServers, readonly string[]]>([
    ["with TLS", servers([SOUND]), ["ok", "TLSv1.3, certificate until 2027-01-30"]],
    ["without", servers([{ ...GREETED, extensions: [], starttls: false }]), ["!!", "no STARTTLS"]],
    ["with TLS and no certificate", servers([{ ...GREETED, protocol: "TLSv1.2" }]), ["ok", "TLSv1.2"]],
    ["that refuses", servers([REFUSED]), ["!!", "no connection (refused)"]],
    [
      "behind a network that blocks",
      servers([REFUSED], { blocked: new Set(["IPv4"]) }),
      ["--", "not reached from this network"],
    ],
    [
      "that takes mail in such a network",
      servers([SOUND], { blocked: new Set(["IPv4"]) }),
      ["ok", "TLSv1.3, certificate until 2027-01-30"],
    ],
    [
      "that is silent",
      servers([failing({ step: "greeting", why: "timeout" })]),
      ["!!", "no greeting (no answer in time)"],
    ],
    [
      "that says what a terminal obeys",
      servers([failing({ step: "greeting", why: "refused", said: "554 \u001b[31mno" })]),
      ["!!", "no greeting (554 \\x1b[31mno)"],
    ],
    [
      "that talks much",
      servers([failing({ step: "greeting", why: "refused", said: `554 ${"x".repeat(1000)}` })]),
      ["!!", `no greeting (554 ${"x".repeat(103)}`],
    ],
    [
      "whose STARTTLS fails",
      servers([failing({ step: "tls", why: "closed" }, GREETED)]),
      ["!!", "STARTTLS fails (connection closed)"],
    ],
    [
      "with IPv6 where there is none",
      servers([{ ...failing({ step: "connect", why: "no-route" }), address: "2606:2800:220:1::1" }]),
      ["--", "not reached from this network"],
    ],
    [
      "with a private address",
      servers([], { special: [{ ...AT, address: "10.0.0.1" }] }),
      ["--", "not tried"],
    ],
  ])("%s", (_, one, expected) => {
    const [row] = mailServerRows(one);
    expect([row?.[0], row?.[2]]).toEqual(expected);
    const json = mailServersJson(one);
    expect(mailServersDocument.safeParse(json).error).toBeUndefined();
    expect(json).toHaveLength(1);
  });
});

test("all of them in one line", () => {
  expect(mailServersLine(servers([SOUND]))).toBe("mail servers: 1 of 1 address with TLS");
  expect(mailServersLine(servers([SOUND, REFUSED]))).toBe("mail servers: 1 of 2 addresses with TLS");
  expect(mailServersLine(servers([REFUSED], { blocked: new Set(["IPv4"]) }))).toBe(
    "no mail server was reached: this network lets no connection to port 25 out",
  );
});
