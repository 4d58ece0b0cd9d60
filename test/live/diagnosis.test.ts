/** What is found out about a domain that has no spec: its services, its faults, and the spec that would be right. */
import { describe, expect, test } from "@jest/globals";
import { diagnose, mailOf } from "../../src/live/diagnosis.ts";
import type { Asker } from "../../src/live/dns/asker.ts";
import { iterating } from "../../src/live/dns/iterating.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { diagnosisJson, printDiagnosis } from "../../src/report/diagnosis.ts";
import { plain } from "../../src/report/text.ts";
import { modelServers } from "./dns/model-servers.ts";

const [ROOT, ONE, TWO] = ["192.0.2.1", "192.0.2.11", "192.0.2.12"];
const library = openLibrary();

/** example.com on two servers with these lines, and what the provider has, in the root. */
async function diagnosed(lines: readonly string[], selectors: readonly string[] = []) {
  const zone = { "example.com.": ["@ NS ns1", "@ NS ns2", ...lines].join("\n") };
  const { ask } = modelServers({
    [ROOT]: {
      ".": [
        "example.com. NS ns1.example.com.",
        "example.com. NS ns2.example.com.",
        `ns1.example.com. A ${ONE}`,
        `ns2.example.com. A ${TWO}`,
        "mxbiz1.qq.com. A 93.184.216.34",
        "mxbiz2.qq.com. A 93.184.216.35",
        'spf.mail.qq.com. TXT "v=spf1 ip4:93.184.216.0/24 -all"',
      ].join("\n"),
    },
    [ONE]: zone,
    [TWO]: zone,
  });
  const asker: Asker = { ask, forget() {}, asked: 0 };
  const start = { roots: [ROOT], port: 53 };
  const resolver = iterating(ask, start);
  return await diagnose("example.com.", { resolver, asker, start, resolvers: [], library, selectors });
}

const TENCENT = [
  "@ MX 5 mxbiz1.qq.com.",
  "@ MX 10 mxbiz2.qq.com.",
  "mail CNAME exmail.qq.com.",
  "imap CNAME imap.exmail.qq.com.",
];
const SPF = '@ TXT "v=spf1 include:spf.mail.qq.com ~all"';
const DMARC = '_dmarc TXT "v=DMARC1; p=none; rua=mailto:d@example.com"';

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
      mx: ["10 mxbiz2.qq.com.", "5 mxbiz1.qq.com."],
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
