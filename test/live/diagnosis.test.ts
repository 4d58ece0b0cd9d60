/** What is found out about a domain that has no spec: its services, its faults, and the spec that would be right. */
import { describe, expect, test } from "@jest/globals";
import { diagnose, mailOf } from "../../src/live/diagnosis.ts";
import { iterating } from "../../src/live/dns/iterating.ts";
import { diagnosisJson, printDiagnosis } from "../../src/report/diagnosis.ts";
import { plain } from "../../src/report/text.ts";
import { DMARC, diagnosed, library, ONE, ROOT, SPF, TENCENT, TWO } from "./diagnosed.ts";
import { modelServers } from "./dns/model-servers.ts";

const codes = (found: Awaited<ReturnType<typeof diagnosed>>): string[] =>
  found.loaded.findings.filter(({ severity }) => severity !== "info").map(({ code }) => code);

describe("a domain", () => {
  test("with what its provider asks for: the service, its records, its spec", async () => {
    const found = await diagnosed([...TENCENT, SPF, DMARC]);
    expect(codes(found)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:spf|mx|dns|dmarc)-/)]),
    );
    expect(found.suggestion.services.map(({ id }) => id)).toEqual(["tencent-exmail"]);
    expect(mailOf(found)).toEqual({
      mx: ["5 mxbiz1.qq.com", "10 mxbiz2.qq.com"],
      spf: ["v=spf1 include:spf.mail.qq.com ~all"],
      dkim: [],
      dmarc: ["v=DMARC1; p=none; rua=mailto:d@example.com"],
    });
    expect(found.suggestion.spec).toContain("mailbox: tencent-exmail");
    expect(diagnosisJson([found])).toMatchObject({
      domains: [
        {
          domain: "example.com",
          services: [{ id: "tencent-exmail", matched: expect.arrayContaining(["@ MX 5 mxbiz1.qq.com"]) }],
        },
      ],
    });
  });

  test.each<[string, readonly string[], string]>([
    ["two SPF records", [...TENCENT, SPF, '@ TXT "v=spf1 mx -all"', DMARC], "spf-single"],
    [
      "an include that does not exist",
      [...TENCENT, '@ TXT "v=spf1 include:gone.example.net -all"', DMARC],
      "dns-spf",
    ],
    ["an MX host that does not exist", ["@ MX 10 mx.example.net.", SPF, DMARC], "dns-mx-host"],
    [
      "a name server that the zone above does not name",
      ["@ NS ns3.example.net.", ...TENCENT, SPF, DMARC],
      "dns-delegation",
    ],
    ["no DMARC", [...TENCENT, SPF], "dmarc-present"],
  ])("with %s", async (_, lines, code) => {
    const found = await diagnosed(lines);
    expect(codes(found)).toContain(code);
    const told = printDiagnosis(found, plain);
    expect(told).toMatch(/^example\.com\n +services/);
    expect(told).toContain(` ${code}\n`);
  });

  test("with a selector that only its owner knows", async () => {
    const lines = [...TENCENT, SPF, DMARC, 'k7._domainkey TXT "v=DKIM1; p="'];
    expect(mailOf(await diagnosed(lines)).dkim).toEqual([]);
    expect(mailOf(await diagnosed(lines, ["k7"])).dkim).toEqual(["k7"]);
  });
});

describe("an apex that is a CNAME", () => {
  const zone = ["@ NS ns1", "@ NS ns2", `ns1 A ${ONE}`, `ns2 A ${TWO}`];
  const zones = {
    [ROOT]: {
      ".": [
        "alias.com. NS ns1.alias.com.",
        "alias.com. NS ns2.alias.com.",
        `ns1.alias.com. A ${ONE}`,
        `ns2.alias.com. A ${TWO}`,
        "web.example.net. A 93.184.216.36",
        "web.example.net. MX 10 mx.example.net.",
        "mx.example.net. A 93.184.216.37",
      ].join("\n"),
    },
    [ONE]: { "alias.com.": [...zone, "@ CNAME web.example.net.", "www CNAME web.example.net."].join("\n") },
    [TWO]: { "alias.com.": [...zone, "@ CNAME web.example.net.", "www CNAME web.example.net."].join("\n") },
  };
  const { ask } = modelServers(zones);
  const start = { roots: [ROOT], port: 53 };
  const world = { resolver: iterating(ask, start), asker: { ask, forget() {}, asked: 0 }, start };
  const diagnosing = (domain: string) =>
    diagnose(domain, { ...world, resolvers: [], library, selectors: [] });

  test("hides the domain's own records, which is all that is said (RFC 1034 §3.6.2)", async () => {
    const found = await diagnosing("alias.com.");
    expect(found.loaded.findings.filter(({ severity }) => severity !== "info")).toMatchObject([
      {
        ...{ code: "dns-undelegated", severity: "error" },
        message: expect.stringContaining("alias.com is a CNAME to web.example.net"),
      },
    ]);
    expect(mailOf(found).mx).toEqual([]);
  });

  test("is usual below the apex", async () => {
    const found = await diagnosing("www.alias.com.");
    expect(codes(found).filter((code) => code.startsWith("dns-"))).toEqual([]);
  });
});

test("a name server without TCP is told of (RFC 7766 §5)", async () => {
  const zone = {
    "example.com.": ["@ NS ns1", "@ NS ns2", `ns1 A ${ONE}`, `ns2 A ${TWO}`, ...TENCENT].join("\n"),
  };
  const root = [
    ...["example.com. NS ns1.example.com.", "example.com. NS ns2.example.com."],
    ...[`ns1.example.com. A ${ONE}`, `ns2.example.com. A ${TWO}`],
  ].join("\n");
  const { ask } = modelServers({ [ROOT]: { ".": root }, [ONE]: zone, [TWO]: zone });
  const start = { roots: [ROOT], port: 53 };
  const withoutTcp: typeof ask = async (server, question, of) =>
    of === "tcp" && server.address === TWO
      ? { kind: "silence", server, why: "unreachable" }
      : ask(server, question, of);
  const world = { resolver: iterating(withoutTcp, start), asker: { ask: withoutTcp, forget() {}, asked: 0 } };
  const found = await diagnose("example.com.", { ...world, start, resolvers: [], library, selectors: [] });
  expect(found.loaded.findings.filter(({ code }) => code === "dns-server")).toMatchObject([
    { message: expect.stringContaining(`ns2.example.com (${TWO}) of example.com does not answer over TCP`) },
  ]);
});

describe("what records lead to inside the domain", () => {
  test("is asked for, so that no check takes it for absent", async () => {
    const found = await diagnosed([
      "@ MX 10 post",
      "post A 93.184.216.41",
      "out AAAA 2606:2800:220:1::41",
      "relay MX 10 gate",
      'relay TXT "v=spf1 -all"',
      "gate A 93.184.216.42",
      '_spf TXT "v=spf1 ip4:93.184.216.43 -all"',
      '@ TXT "v=spf1 a:out.example.com mx:relay.example.com include:_spf.example.com -all"',
      DMARC,
    ]);
    expect(codes(found).filter((code) => /^(?:mx|spf|dns-(?:mx|spf))/.test(code))).toEqual([]);
    expect(found.records.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "post.example.com.",
        "out.example.com.",
        "gate.example.com.",
        "_spf.example.com.",
      ]),
    );
  });

  test("and is not there, is told once, by what DNS says", async () => {
    const found = await diagnosed([
      "@ MX 10 post",
      '@ TXT "v=spf1 a:out.example.com include:_spf.example.com -all"',
      DMARC,
    ]);
    expect(
      codes(found)
        .filter((code) => /^(?:mx|spf|dns-(?:mx|spf))/.test(code))
        .sort(),
    ).toEqual(["dns-mx-host", "dns-spf", "dns-spf"]);
  });
});

describe("advice", () => {
  const infos = async (lines: readonly string[]): Promise<readonly string[]> =>
    (await diagnosed(lines)).loaded.findings
      .filter(({ code, severity }) => severity === "info" && code.startsWith("dns-"))
      .map(({ code, message }) => `${code}: ${message}`);
  const REJECT = '_dmarc TXT "v=DMARC1; p=reject; rua=mailto:d@example.com"';

  test("a policy that only watches is told of", async () => {
    expect(await infos([...TENCENT, SPF, DMARC])).toContainEqual(
      expect.stringContaining("dns-dmarc-watches: the DMARC policy of example.com is none"),
    );
    expect(await infos([...TENCENT, SPF, REJECT])).not.toContainEqual(
      expect.stringContaining("dns-dmarc-watches"),
    );
  });

  test("hosts with IPv4 alone are told of, by kind", async () => {
    const ipv4 = (await infos([...TENCENT, SPF, REJECT])).filter((one) => one.startsWith("dns-ipv6"));
    expect(ipv4).toEqual([expect.stringContaining("no MX host"), expect.stringContaining("no name server")]);
    const both = await infos([
      "@ MX 10 mail",
      "mail A 93.184.216.38",
      "mail AAAA 2606:2800:220:1::38",
      SPF,
      REJECT,
    ]);
    expect(both.filter((one) => one.startsWith("dns-ipv6"))).toEqual([
      expect.stringContaining("no name server"),
    ]);
  });

  test("domains that are not signed are told of once", async () => {
    expect((await infos([...TENCENT, SPF, REJECT])).filter((one) => one.startsWith("dns-unsigned"))).toEqual([
      expect.stringContaining("example.com and qq.com are not signed with DNSSEC"),
    ]);
  });

  test.each([
    ["neither MX nor address", [SPF], "has neither an MX nor an address"],
    ["an address alone", ["@ A 93.184.216.39", SPF], "mail goes to its address, 93.184.216.39"],
  ])("a domain with %s gets no mail, or a web server does (RFC 5321 §5.1)", async (_, lines, said) => {
    const { loaded } = await diagnosed([...lines, REJECT]);
    expect(loaded.findings.filter(({ code }) => code === "dns-no-mx")).toMatchObject([
      { severity: "warning", message: expect.stringContaining(said) },
    ]);
  });
});
