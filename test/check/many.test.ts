/** Thousands of mistakes in one text are few findings, and none of them is lost from the count. */
import { expect, test } from "@jest/globals";
import { numberOf } from "../../src/finding.ts";
import { loadText } from "../../src/pipeline.ts";

const tags = "a;".repeat(4000);
const spec = (records: string): string =>
  `domain: example.com\ndns: route53\nmode: send-only\nrecords:\n${records}`;
const syntax = (text: string) =>
  loadText("f.yaml", text).findings.filter(({ code }) => code === "dmarc-syntax");

test("4,000 bad tags in one text", () => {
  const found = syntax(spec(`  - {name: _dmarc, type: TXT, value: "v=DMARC1; p=none; ${tags}"}\n`));
  expect(found).toHaveLength(20);
  expect(numberOf(found)).toBe(4000);
  expect(found.every(({ severity }) => severity === "error")).toBe(true);
});

test("each owner keeps its own, so that a waiver of one leaves the other", () => {
  const policy = (name: string): string =>
    `  - {name: ${name}, type: TXT, value: "v=DMARC1; p=none; ${tags}"}\n`;
  const waived = syntax(
    `${spec(policy("_dmarc.a") + policy("_dmarc.b"))}waive: [{check: dmarc-syntax, name: _dmarc.a, reason: test}]\n`,
  );
  expect(new Set(waived.map(({ owner }) => owner))).toEqual(new Set(["_dmarc.b.example.com."]));
  expect(numberOf(waived)).toBe(4000);
});
