/** parsedmarc finds the same figures in the same reports, or DIFFERENT says why not. The first run installs it: 2 s of processor time. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, jest } from "@jest/globals";
import { collect } from "../../../src/feedback/collect.ts";
import { ManagedDomains } from "../../../src/feedback/managed-domains.ts";
import { tlsReports } from "../../../src/feedback/tls/tls-reports.ts";
import { TlsTally } from "../../../src/feedback/tls/tls-tally.ts";
import { ensureParsedmarc } from "../../../tools/parsedmarc.mjs";
import { needs } from "../../needs.ts";
import { HABITS } from "../dmarc/habits.ts";
import { tallied } from "../dmarc/tallied.ts";
import { aggregate } from "../written.ts";

const { afterAll, beforeAll, describe, test } = needs("python3 -m venv");

jest.setTimeout(300_000);

interface Figures {
  readonly organization: string;
  readonly messages: number;
  readonly passing: number;
  readonly dkim: number;
  readonly spf: number;
  readonly addresses: readonly string[];
}

/** What parsedmarc 11.1.0 does with reports of which it has other figures; a person counts in them what we do. */
const DIFFERENT: Readonly<Record<string, string>> = {
  "with a prefix before every element": "refuses it",
  "with blank lines before the XML declaration": "refuses it",
  "with a byte order mark": "refuses it",
  "in UTF-16": "refuses it",
  "in UTF-16, big endian": "refuses it",
  "in Latin-1, as it says": "drops the letter that is not ASCII",
  "in Latin-1, though it says UTF-8": "drops the letter that is not ASCII",
  "without an organization": "refuses it",
  "without a report ID": "refuses it",
  "without dates": "refuses it",
  "with dates in milliseconds": "refuses it",
  "without policy_evaluated, so that alignment is ours to see": "leaves all rows out",
  "without verdicts, under strict alignment": "leaves all rows out",
  "without auth_results": "leaves all rows out",
  "without header_from, where the policy's domain counts": "leaves all rows out",
  "with an IPv4 address in IPv6 form": "keeps the form",
  "with an IPv6 address in brackets": "leaves the row out",
  "with several rows in a record": "refuses it",
  "without rows": "refuses it",
  "with a negative count": "subtracts it",
  "with a count that no receiver has": "adds it",
  "with a document type that names a file": "refuses it",
  "in gzip in gzip": "refuses it",
  "in ZIP, as gzip": "refuses it",
  "in a mail as its text": "refuses it",
  "in a mail that was forwarded as a whole": "refuses it",
};

/** 5330 connections that succeeded, and 303 that did not. */
const TLS = JSON.stringify({
  "organization-name": "receiver.example",
  "date-range": { "start-datetime": "2026-11-01T00:00:00Z", "end-datetime": "2026-11-01T23:59:59Z" },
  "contact-info": "tls@receiver.example",
  "report-id": "1",
  policies: [
    {
      policy: { "policy-type": "sts", "policy-string": ["mode: testing"], "policy-domain": "example.com" },
      summary: { "total-successful-session-count": 5326, "total-failure-session-count": 303 },
      "failure-details": [
        {
          "result-type": "certificate-expired",
          "sending-mta-ip": "2001:db8::1",
          "failed-session-count": 303,
        },
      ],
    },
    {
      policy: { "policy-type": "no-policy-found", "policy-domain": "example.com" },
      summary: { "total-successful-session-count": 4, "total-failure-session-count": 0 },
    },
  ],
});

/** Rows by a fixed rule, of all kinds. */
const ROWS = Array.from({ length: 300 }, (_, i) => ({
  ip: i % 3 === 0 ? `2001:db8::${(i + 1).toString(16)}` : `192.0.${i % 7}.${i % 251}`,
  count: 1 + ((i * 7919) % 97),
  dkim: i % 4 === 0 ? "fail" : "pass",
  spf: i % 5 === 0 ? "pass" : "fail",
  signed: i % 4 === 0 ? [] : ["example.com s1 pass"],
  returned: [i % 5 === 0 ? "example.com pass" : "example.net softfail"],
}));

/** One report in each file: what parsedmarc takes. */
const judged = [
  ...HABITS.filter(({ counted, name }) => counted !== undefined && !/mailbox|two in one/.test(name)),
  { name: "of three hundred rows", content: aggregate({ rows: ROWS }) },
];
const TLS_PLACE = judged.length;

const folder = mkdtempSync(join(tmpdir(), "mailzone-parsedmarc-"));
let said: readonly unknown[];
beforeAll(async () => {
  const python = await ensureParsedmarc();
  const files = [...judged, { content: TLS }].map(({ content }, i) => {
    const file = join(folder, `report-${i}`);
    writeFileSync(file, content);
    return file;
  });
  const words = [join(import.meta.dirname, "judge.py"), ...files];
  said = JSON.parse(execFileSync(python, words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function own(content: string | Uint8Array): Promise<Figures> {
  const { tallies } = await tallied([content]);
  const sources = tallies.flatMap((one) => one.sources);
  const sum = (key: "messages" | "passing" | "dkim" | "spf"): number =>
    sources.reduce((total, one) => total + one[key], 0);
  return {
    organization: [...(tallies[0]?.receivers ?? [])].join(),
    messages: sum("messages"),
    passing: sum("passing"),
    dkim: sum("dkim"),
    spf: sum("spf"),
    addresses: [...new Set(sources.flatMap(({ addresses }) => [...addresses.keys()]))].sort(),
  };
}

describe("a report", () => {
  test.each(judged.map(({ name, content }, i) => [name, content, i] as const))(
    "%s",
    async (name, content, i) => {
      const same = JSON.stringify(said[i]) === JSON.stringify(await own(content));
      if (Object.hasOwn(DIFFERENT, name)) expect(same).toBe(false);
      else expect(said[i]).toEqual(await own(content));
    },
  );

  test("of most habits is the same to both", () => {
    expect(judged.length - Object.keys(DIFFERENT).length).toBeGreaterThan(30);
    const names = new Set(judged.map(({ name }) => name));
    expect(Object.keys(DIFFERENT).filter((name) => !names.has(name))).toEqual([]);
  });
});

test("a TLS report has the same sums", async () => {
  const tally = new TlsTally(new ManagedDomains([]));
  await collect([{ shown: "tls.json", content: Buffer.from(TLS) }], tlsReports, (one) => tally.add(one));
  expect(tally.finish()).toMatchObject([said[TLS_PLACE]]);
});
