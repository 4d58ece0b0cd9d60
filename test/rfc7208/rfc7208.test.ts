/** The reader of SPF and the checks agree with the test suite of RFC 7208, as far as a case depends on one record. */
import { describe, expect, test } from "@jest/globals";
import { parseSpf } from "../../src/mail/spf.ts";
import { findingsOf } from "../check/run-case.ts";
import { type SuiteCase, suiteCases } from "./suite.ts";

/** Cases whose permerror comes from other records than the one judged here. */
const FROM_OTHER_RECORDS: Readonly<Record<string, string>> = {
  "include-permerror": "the included record has the fault",
  "include-none": "the included name has no record; spf-include-none reports it in managed zones",
  "redirect-none": "the name has no record; spf-include-none reports it in managed zones",
  "redirect-loop": "the loop is in other records; spf-loop reports it in managed zones",
  "include-loop": "the loop is in other records; spf-loop reports it in managed zones",
  "mx-limit": "the name has eleven MX; spf-host-terms reports it in managed zones",
  "include-over-limit": "the lookups are in the included record; spf-lookups-static counts those it knows",
  "void-over-limit": "the names do not exist; spf-void-static reports it in managed zones",
};

/** Errors in sound records, and why they are errors nevertheless. */
const POLICY: Readonly<Record<string, string>> = {
  "spf-all-qualifier": "+all lets everybody send as the domain (RFC 9989 §7.1)",
  "spf-wide-range": "/0 lets everybody send as the domain (RFC 9989 §7.1)",
};

const cases = suiteCases();

/** The results that follow from the text; a receiver may choose among several. */
const isPermerror = ({ results, name }: SuiteCase): boolean =>
  results.includes("permerror") && !Object.hasOwn(FROM_OTHER_RECORDS, name);
const maySucceed = ({ results, name }: SuiteCase): boolean =>
  results.some((result) => result !== "permerror") || Object.hasOwn(FROM_OTHER_RECORDS, name);

/** The errors that `mailzone check` finds in a zone with the record. */
function errorsIn(text: string): readonly string[] {
  const value = JSON.stringify(text);
  const specs = `domain: mail.example\ndns: cloudflare\nmode: send-only\nrecords: [{type: TXT, value: ${value}}]\n`;
  return findingsOf({ specs }).flatMap(({ code, severity }) => (severity === "error" ? [code] : []));
}

describe("the suite of RFC 7208", () => {
  test("has the cases of its release", () => {
    expect(cases).toHaveLength(189);
  });

  test("the reader finds a problem in what is a permerror, and in nothing else", () => {
    const wrong = cases.filter((one) => {
      const isRefused = parseSpf(one.text).problems.length > 0;
      return isRefused ? !isPermerror(one) : !maySucceed(one);
    });
    // the limit of lookups, which no reader of one term sees
    expect(wrong.map(({ name }) => name)).toEqual(["mech-over-limit"]);
  });

  test("check finds an error in what is a permerror, and in nothing else", () => {
    const wrong = cases.filter((one) => {
      const errors = errorsIn(one.text).filter((code) => !Object.hasOwn(POLICY, code));
      return errors.length > 0 ? !isPermerror(one) : !maySucceed(one);
    });
    expect(wrong).toEqual([]);
  });

  test("each exception is needed", () => {
    const found = new Set(cases.filter((one) => !isPermerror(one)).flatMap(({ text }) => errorsIn(text)));
    expect([...found].sort()).toEqual(Object.keys(POLICY));
    const others = cases.filter(
      ({ name, text, results }) =>
        Object.hasOwn(FROM_OTHER_RECORDS, name) &&
        results.includes("permerror") &&
        errorsIn(text).length === 0,
    );
    expect(others.map(({ name }) => name).sort()).toEqual(Object.keys(FROM_OTHER_RECORDS).sort());
  });
});
