/** The evaluation of SPF sees what specs want before it is published, and DNS for everything else; and what is said of it. */
import { describe, expect, test } from "@jest/globals";
import type { LookUp, Resolver } from "../../src/live/dns/resolver.ts";
import { spfDns } from "../../src/live/spf-dns.ts";
import { checkHost } from "../../src/mail/check-host.ts";
import { loadText } from "../../src/pipeline.ts";
import { printSpfVerdict, spfVerdictJson } from "../../src/report/spf-verdict.ts";

const SPEC = `domain: example.com
dns: cloudflare
mode: send-only
spf: {all: fail, include: [_spf.example.net, own.example.com], a: [mail.example.com]}
external: [outside]
records:
  - {name: mail, type: A, value: 198.51.100.1}
  - {name: own, type: TXT, value: "v=spf1 a:alias.example.com mx:example.com -all"}
  - {name: alias, type: CNAME, value: host.example.com.}
  - {name: host, type: AAAA, value: "2001:db8::1"}
  - {type: MX, value: 20 mx2.example.net.}
  - {type: MX, value: 10 mx1.example.net.}
`;
const { zones } = loadText("a.yaml", SPEC);

const NET: Readonly<Record<string, readonly object[] | "failed">> = {
  "_spf.example.net. TXT": [{ type: "TXT", text: "v=spf1 ip4:203.0.113.0/24 -all" }],
  "mx1.example.net. A": [{ type: "A", address: "198.51.100.9" }],
  "outside.example.com. A": "failed",
};
const resolver: Resolver = {
  async lookUp(name, type): Promise<LookUp> {
    const data = NET[`${name} ${type}`] ?? [];
    const none = { question: { name, type }, aliases: [], isAuthentic: false, tried: [] };
    if (data === "failed") return { ...none, records: [], outcome: "failed", why: "no-answer" };
    const records = data.map((one) => ({ name, ttl: 1, data: one as never }));
    return { ...none, records, outcome: records.length > 0 ? "found" : "nodata" };
  },
};
const dns = spfDns(zones, resolver);
const client = (ip: string, sender = "a@example.com") => ({ ip, helo: "helo.example", sender });

describe("answers", () => {
  test.each<[string, Parameters<typeof dns>[1], Awaited<ReturnType<typeof dns>>]>([
    ["mail.example.com", "A", ["198.51.100.1"]],
    ["alias.example.com", "AAAA", ["2001:db8::1"]],
    ["example.com", "MX", ["mx1.example.net", "mx2.example.net"]],
    // not in the specs, nor in DNS
    ["nothing.example.com", "A", []],
    ["outside.example.com", "A", []],
    ["_SPF.example.net", "TXT", ["v=spf1 ip4:203.0.113.0/24 -all"]],
  ])("%s %s", async (name, type, expected) => {
    expect(await dns(name, type)).toEqual(expected);
  });

  test("a failure elsewhere is one", async () => {
    const failing: Resolver = {
      lookUp: async (name, type) => ({ ...(await resolver.lookUp(name, type)), outcome: "failed" }),
    };
    expect(await spfDns(zones, failing)("x.example.net", "A")).toBe("failed");
    expect(await spfDns([], failing)("example.com", "A")).toBe("failed");
  });
});

describe("a verdict", () => {
  test.each([
    ["198.51.100.1", "pass", "a:mail.example.com"],
    ["203.0.113.7", "pass", "include:_spf.example.net"],
    ["2001:db8::1", "pass", "include:own.example.com"],
    ["198.51.100.9", "pass", "include:own.example.com"],
    ["192.0.2.1", "fail", "-all"],
  ])("of %s is %s by %s", async (ip, result, term) => {
    const verdict = await checkHost(client(ip), dns);
    expect(spfVerdictJson(verdict, { file: "a.yaml", line: 4 })).toMatchObject({
      result,
      term,
      file: "a.yaml",
      line: 4,
    });
  });

  test("is told with its term, its place and every step", async () => {
    const told = printSpfVerdict(client("192.0.2.1"), await checkHost(client("192.0.2.1"), dns), {
      file: "a.yaml",
      line: 4,
    });
    expect(told).toContain(
      "fail: 192.0.2.1 must not send as a@example.com\n  by -all in the record of example.com (a.yaml:4)\n",
    );
    expect(told).toMatch(/^ +example\.com +include:_spf\.example\.net +no match$/m);
    const none = await checkHost(client("192.0.2.1", ""), dns);
    expect(printSpfVerdict(client("192.0.2.1", ""), none, undefined)).toMatch(
      /^none: 192\.0\.2\.1 sends as a domain without SPF: helo\.example\n/,
    );
    expect(spfVerdictJson(none, undefined)).toMatchObject({
      result: "none",
      term: null,
      file: null,
      line: null,
    });
  });
});
