/** What `mailzone diagnose` tells of a domain, as text and as JSON. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Diagnosis } from "../../src/live/diagnosis.ts";
import type { MailServers } from "../../src/live/smtp/mail-servers.ts";
import { diagnosisDocument, diagnosisJson, printDiagnosis } from "../../src/report/diagnosis.ts";
import { plain } from "../../src/report/text.ts";
import { faults, schema } from "../json-schemas.ts";
import { DMARC, diagnosed, SPF, TENCENT } from "../live/diagnosed.ts";
import { expectGolden } from "../zone/golden.ts";

const at = (host: string, address: string) => ({ host, address, port: 25 });
const servers = (more: Partial<MailServers>): MailServers => ({
  ...{ port: 25, patience: { connect: 1, greeting: 1, reply: 1 }, special: [], blocked: new Set<never>() },
  ...{ tlsa: new Map(), policies: new Map(), probes: [] },
  ...more,
});
const PROBED = servers({
  probes: [
    { ...at("mxbiz1.qq.com.", "93.184.216.34"), starttls: true, protocol: "TLSv1.3" },
    { ...at("mxbiz2.qq.com.", "93.184.216.35"), failure: { step: "connect", why: "timeout" } },
    { ...at("mx.of-another-domain.example.", "93.184.216.36"), starttls: true, protocol: "TLSv1.3" },
  ],
  special: [at("mxbiz2.qq.com.", "10.0.0.1"), at("mx.of-another-domain.example.", "10.0.0.2")],
});

let sound: Diagnosis;
let empty: Diagnosis;
let faulty: Diagnosis;
beforeAll(async () => {
  sound = await diagnosed([...TENCENT, SPF, DMARC, 'k7._domainkey TXT "v=DKIM1; p="'], ["k7"]);
  empty = await diagnosed([]);
  faulty = await diagnosed(["@ MX 10 mxbiz1.qq.com.", SPF, '@ TXT "v=spf1 mx -all"', 'x TXT "\\027[31m"']);
});

const bare = ({ suggestion: { spec: _, ...suggestion }, ...rest }: Diagnosis): Diagnosis => ({
  ...rest,
  suggestion,
});
const calm = (of: Diagnosis): Diagnosis => ({ ...of, loaded: { ...of.loaded, findings: [] } });

/** Findings without their frames: those are tested elsewhere. */
const shown = (of: Diagnosis, with_?: MailServers, told = of.loaded.findings): string =>
  printDiagnosis({ ...of, loaded: { ...of.loaded, lines: () => undefined } }, plain, with_, told);

test("as text: what there is, what is wrong with it, and a spec", () => {
  const cases: [string, string][] = [
    ["a domain with all it needs, and nothing is found", shown(calm(sound))],
    ["the mail servers of the domain alone", shown(calm(bare(sound)), PROBED)],
    ["MX without an address", shown(calm(bare(sound)), servers({}))],
    [
      "names without an answer; findings that are not shown are counted",
      shown(bare({ ...sound, unanswered: ["a.example.com."] }), undefined, []),
    ],
    [
      "several names without an answer, in another script",
      shown(bare(calm({ ...sound, domain: "xn--bcher-kva.example.", unanswered: ["a.", "b."] }))),
    ],
    ["a domain without mail", shown(calm(bare(empty)))],
    ["faults", shown(bare(faulty))],
  ];
  expectGolden(
    new URL("diagnosis.golden.txt", import.meta.url),
    cases.map(([name, text]) => `# ${name}\n\n${text}`).join("\n"),
  );
});

describe("as JSON", () => {
  const validate = schema("diagnose");

  test("fits its schema, with what the services have, lack and have besides", () => {
    const document = diagnosisJson([sound, bare(empty), faulty]);
    expect(diagnosisDocument.parse(document)).toEqual(document);
    expect(faults(validate, document)).toEqual([]);
    expect(document).not.toHaveProperty("smtp");
    expect(document.domains).toMatchObject([
      {
        domain: "example.com",
        mx: ["5 mxbiz1.qq.com", "10 mxbiz2.qq.com"],
        dkim: ["k7"],
        services: [{ id: "tencent-exmail", matched: expect.arrayContaining(["mail CNAME exmail.qq.com"]) }],
        spec: expect.stringContaining("mailbox:"),
      },
      { mx: [], spf: [], dkim: [], dmarc: [], services: [], spec: null },
      { spf: ["v=spf1 include:spf.mail.qq.com ~all", "v=spf1 mx -all"] },
    ]);
    expect(document.domains[2]?.services[0]?.missing).toContain("@ MX 10 mxbiz2.qq.com");
    expect(document.findings).toHaveLength(
      [sound, empty, faulty].flatMap(({ loaded }) => loaded.findings).length,
    );
  });

  test("has each probed address, and those that were left alone", () => {
    const document = diagnosisJson([sound], PROBED);
    expect(faults(validate, document)).toEqual([]);
    expect(document.smtp?.map(({ address, failure }) => [address, failure?.why])).toEqual([
      ["93.184.216.34", undefined],
      ["93.184.216.35", "timeout"],
      ["93.184.216.36", undefined],
      ["10.0.0.1", "special"],
      ["10.0.0.2", "special"],
    ]);
    expect(faults(validate, { ...document, smtp: [{ host: "x" }] })).not.toEqual([]);
  });
});
