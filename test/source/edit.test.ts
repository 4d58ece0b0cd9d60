/** Adding to YAML files: what is added stands where it is meant, and everything else stays to the letter. */
import { describe, expect, test } from "@jest/globals";
import { appendItems, hasKey, NotEditable } from "../../src/source/edit.ts";
import { printValue } from "../../src/source/print.ts";

const TOKEN = { type: "TXT", value: 'google-site-verification=a "b" \\' };
const PRINTED = '{type: TXT, value: "google-site-verification=a \\"b\\" \\\\"}';

describe("appendItems", () => {
  test.each([
    [
      "a list of lines: below its last item, with its comment",
      "domain: example.com # mine\nrecords:\n  - {type: A,   value: 192.0.2.1} # web\n\n# the end\nttl: 600\n",
      `domain: example.com # mine\nrecords:\n  - {type: A,   value: 192.0.2.1} # web\n  - ${PRINTED}\n\n# the end\nttl: 600\n`,
    ],
    [
      "a list that is not indented, of maps of several lines",
      "domain: example.com\nrecords:\n- type: A\n  value: 192.0.2.1\n",
      `domain: example.com\nrecords:\n- type: A\n  value: 192.0.2.1\n- ${PRINTED}\n`,
    ],
    [
      "a list in brackets",
      "domain: example.com\nrecords: [{type: A, value: 192.0.2.1}]\n",
      `domain: example.com\nrecords: [{type: A, value: 192.0.2.1}, ${PRINTED}]\n`,
    ],
    ["an empty list", "domain: example.com\nrecords: []\n", `domain: example.com\nrecords: [${PRINTED}]\n`],
    [
      "a key without a list",
      "domain: example.com\nrecords: # none yet\nttl: 600\n",
      `domain: example.com\nrecords: # none yet\n  - ${PRINTED}\nttl: 600\n`,
    ],
    [
      "no key: at the end of the spec",
      "# mine\ndomain: example.com\ndkim:\n  - {selector: s1, cname: s1.example.net}\n\n",
      `# mine\ndomain: example.com\ndkim:\n  - {selector: s1, cname: s1.example.net}\nrecords:\n  - ${PRINTED}\n\n`,
    ],
    ["no final newline", "domain: example.com", `domain: example.com\nrecords:\n  - ${PRINTED}`],
    [
      "lines that end as on Windows",
      "domain: example.com\r\nttl: 600\r\n",
      `domain: example.com\r\nttl: 600\r\nrecords:\r\n  - ${PRINTED}\r\n`,
    ],
    [
      "a text of several lines before it",
      "domain: example.com\nrecords:\n  - type: TXT\n    value: >-\n      long\n      text\n",
      `domain: example.com\nrecords:\n  - type: TXT\n    value: >-\n      long\n      text\n  - ${PRINTED}\n`,
    ],
  ])("%s", (_, before, after) => {
    expect(appendItems(before, 2, "records", [TOKEN])).toBe(after);
  });

  test("the document of the line, of several in a file", () => {
    const text = "domain: a.example\n---\n# second\ndomain: b.example\nttl: 600\n---\ndomain: c.example\n";
    expect(appendItems(text, 4, "records", [TOKEN])).toBe(
      `domain: a.example\n---\n# second\ndomain: b.example\nttl: 600\nrecords:\n  - ${PRINTED}\n---\ndomain: c.example\n`,
    );
  });

  test.each([
    ["braces", "{domain: example.com}\n"],
    ["no map", "- domain: example.com\n"],
    ["broken YAML", "domain: [example.com\n"],
    ["an alias", "a: &a [1]\nrecords: *a\n"],
    ["a list that is a text", "records: none\n"],
    ["nothing", ""],
  ])("refused: %s", (_, text) => {
    expect(() => appendItems(text, 1, "records", [TOKEN])).toThrow(NotEditable);
  });
});

test("items are written as people write them, quoted where a reader could take them for something else", () => {
  expect(printValue({ name: "_dmarc", type: "CAA", value: "no" })).toBe(
    '{name: _dmarc, type: CAA, value: "no"}',
  );
  expect(printValue({ value: "v=spf1 -all" })).toBe('{value: "v=spf1 -all"}');
});

test("hasKey looks into the document of the line", () => {
  const text = "domain: a.example\n---\ndomains: [b.example, c.example]\n";
  expect([hasKey(text, 1, "domains"), hasKey(text, 3, "domains")]).toEqual([false, true]);
});
