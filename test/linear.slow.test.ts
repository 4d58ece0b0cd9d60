/**
 * Whatever reads a value takes time in proportion to its length. 64 KB take each reader milliseconds;
 * one that took quadratic time would need seconds. Texts grow until a reader takes far too long, so that a bad one ends
 * early: a clock is read, but the limit is a hundred times what is needed.
 */
import { describe, expect, test } from "@jest/globals";
import { parseBimi } from "../src/mail/bimi.ts";
import { caaProblems, parseCaaIssue } from "../src/mail/caa.ts";
import { parseDkim } from "../src/mail/dkim.ts";
import { dmarcFields, parseDmarc } from "../src/mail/dmarc.ts";
import { mailtoDomain, mailtoProblem } from "../src/mail/mail-address.ts";
import { parseMtaSts, parseStsPolicy } from "../src/mail/mta-sts.ts";
import { parseSpf, printSpf } from "../src/mail/spf.ts";
import { textKind } from "../src/mail/text-kind.ts";
import { parseTlsRpt, printTlsRpt } from "../src/mail/tls-rpt.ts";
import { parseTlsa, parseTlsaName } from "../src/mail/tlsa.ts";
import { loadText } from "../src/pipeline.ts";
import { openLibrary } from "../src/preset/library.ts";
import { absolute, hostFault, idnaFault, ownerFault, toAscii, toUnicode } from "../src/zone/name.ts";
import { parseRdata, RECORD_TYPES } from "../src/zone/rdata.ts";
import { readZoneFile } from "../src/zone/read-zone-file.ts";
import { parseText, printText } from "../src/zone/txt.ts";

const UNITS = [
  " ",
  "\t",
  "1",
  "1d",
  "a",
  ".",
  ";",
  ",",
  ":",
  "\\",
  '"',
  "a=",
  "p=",
  "%{",
  "-",
  "ü",
  "@.",
  "!",
  "=,",
];
const LONGEST = 64 * 1024;
/** In milliseconds of the process's own time, of which a busy machine takes little. */
const FAR_TOO_LONG = 800;
/** A pause of the machine or of the collector can fall into one reading. It does not fall into each of several. */
const READINGS = 5;

/** Small steps first, since exponential time doubles with each. */
const SIZES: readonly number[] = [24, 28, 32, 36, 1000, 8000, LONGEST];

type Reader = (text: string) => unknown;

function takesFarTooLong(read: Reader, text: string): boolean {
  const before = process.cpuUsage().user;
  read(text);
  return (process.cpuUsage().user - before) / 1000 > FAR_TOO_LONG;
}

/** The texts for which a reader takes too long, however often it reads them. */
function slowTexts(read: Reader, heads: readonly string[]): string[] {
  return heads.flatMap((head) =>
    UNITS.flatMap((unit) => {
      for (const size of SIZES) {
        const text = `${head + unit.repeat(size / unit.length)}x`;
        if (Array.from({ length: READINGS }).every(() => takesFarTooLong(read, text)))
          return [`${JSON.stringify(head)} and ${size} of ${JSON.stringify(unit)}`];
      }
      return [];
    }),
  );
}

const library = openLibrary();
const inSpec =
  (record: (value: string) => string): Reader =>
  (text) =>
    loadText(
      "f.yaml",
      `domain: example.com\ndns: route53\nmode: send-only\nrecords:\n  - ${record(JSON.stringify(text))}\n`,
      { library },
    );

const READERS: Readonly<Record<string, readonly [Reader, readonly string[]]>> = {
  SPF: [
    (text) => printSpf(parseSpf(text)),
    ["v=spf1 ", "v=spf1 include:", "v=spf1 exists:%{", "v=spf1 ip4:"],
  ],
  DKIM: [parseDkim, ["v=DKIM1; p=", "v=DKIM1; h="]],
  DMARC: [
    (text) => dmarcFields(parseDmarc(text)),
    ["v=DMARC1; p=", "v=DMARC1; p=none; rua=mailto:", "v=DMARC1; fo="],
  ],
  "addresses of reports": [mailtoDomain, ["mailto:"]],
  "mail addresses": [mailtoProblem, ["mailto:", "mailto:a@"]],
  "MTA-STS": [parseMtaSts, ["v=STSv1; id="]],
  "MTA-STS policies": [parseStsPolicy, ["version: STSv1\nmx:", "a"]],
  "TLS-RPT": [(text) => printTlsRpt(parseTlsRpt(text)), ["v=TLSRPTv1; rua=", "v=TLSRPTv1; rua=mailto:"]],
  BIMI: [parseBimi, ["v=BIMI1; l="]],
  CAA: [
    (text) => [parseCaaIssue(text), caaProblems(0, "issue", text), caaProblems(0, "iodef", text)],
    ["", "ca.example.net; a="],
  ],
  TLSA: [(text) => [parseTlsa(text), parseTlsaName(text)], ["3 1 1 ", "_25._tcp."]],
  "the kind of a text": [(text) => textKind("example.com.", text), ["", "v", "v=spf1"]],
  names: [
    (text) => {
      const name = absolute(toAscii(text));
      return [ownerFault(name), hostFault(name), idnaFault(name), toUnicode(name)];
    },
    ["", "a.", "xn--", "*."],
  ],
  "record data": [
    (text) => RECORD_TYPES.map((type) => parseRdata(type, text, "example.com.")),
    ["", "0 ", "0 issue ", '0 issue "', "0 0 1 "],
  ],
  "texts of zone files": [(text) => parseText(text)?.length, ["", '"']],
  "texts for zone files": [printText, [""]],
  "zone files": [
    (text) => readZoneFile("f.zone", text, "example.com."),
    ["", "$TTL ", "$ORIGIN ", "a TXT ", 'a TXT "', "a 1d MX 1 ", "a TXT ( "],
  ],
};

describe("time in proportion to the length of the value", () => {
  test.each(Object.entries(READERS))("%s", (_, [read, heads]) => {
    expect(slowTexts(read, heads)).toEqual([]);
  });

  test.each([
    ["a text", inSpec((value) => `{name: a, type: TXT, text: ${value}}`), ["", "v=DMARC1; p=none; "]],
    ["a policy", inSpec((value) => `{name: _dmarc, type: TXT, text: ${value}}`), ["v=DMARC1; p="]],
    ["a name", inSpec((value) => `{name: ${value}, type: TXT, text: x}`), ["a"]],
    ["a target", inSpec((value) => `{name: a, type: CNAME, target: ${value}}`), ["a."]],
  ] as const)("a whole run over a spec with %s", (_, read, heads) => {
    // longer ones are refused before anything reads them
    const upTo = (text: string) => (text.length > 10_000 ? undefined : read(text));
    expect(slowTexts(upTo, heads)).toEqual([]);
  });

  test("a reader that searches for the end at every blank is found", () => {
    expect(slowTexts((text) => /\s+$/.test(text), ["v="])).toContainEqual(expect.stringContaining('" "'));
  });
});
