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

describe("appendItems, to a list in maps below", () => {
  const WAY = ["dane", "hosts", "mail", "certificates"] as const;
  const ITEM = { sha256: "ab12" };
  test.each([
    [
      "nothing of it yet",
      "domain: a.b\nttl: 600 # short\n",
      "domain: a.b\nttl: 600 # short\ndane:\n  hosts:\n    mail:\n      certificates:\n        - {sha256: ab12}\n",
    ],
    [
      "a list of lines, with what follows it",
      "domain: a.b\ndane:\n  hosts:\n    mail:\n      certificates:\n        - a.pem # now\n      usage: 3\n# end\nttl: 600\n",
      "domain: a.b\ndane:\n  hosts:\n    mail:\n      certificates:\n        - a.pem # now\n        - {sha256: ab12}\n      usage: 3\n# end\nttl: 600\n",
    ],
    [
      "everything in brackets",
      "domain: a.b\ndane: {hosts: {mail: {certificates: [a.pem], usage: 3}}} # mine\n",
      "domain: a.b\ndane: {hosts: {mail: {certificates: [a.pem, {sha256: ab12}], usage: 3}}} # mine\n",
    ],
    [
      "another host in braces",
      "domain: a.b\ndane: {hosts: {mx: {certificates: [a.pem]}}}\n",
      "domain: a.b\ndane: {hosts: {mx: {certificates: [a.pem]}, mail: {certificates: [{sha256: ab12}]}}}\n",
    ],
    [
      "empty braces",
      "domain: a.b\ndane: {hosts: {}}\n",
      "domain: a.b\ndane: {hosts: {mail: {certificates: [{sha256: ab12}]}}}\n",
    ],
    [
      "another host on lines, with lines that end as on Windows",
      "domain: a.b\r\ndane:\r\n  hosts:\r\n    mx:\r\n      certificates: [a.pem]\r\n\r\nttl: 600\r\n",
      "domain: a.b\r\ndane:\r\n  hosts:\r\n    mx:\r\n      certificates: [a.pem]\r\n    mail:\r\n      certificates:\r\n        - {sha256: ab12}\r\n\r\nttl: 600\r\n",
    ],
    [
      "a key without a map",
      "domain: a.b\ndane: # soon\nttl: 600\n",
      "domain: a.b\ndane: # soon\n  hosts:\n    mail:\n      certificates:\n        - {sha256: ab12}\nttl: 600\n",
    ],
  ])("%s", (_, before, after) => {
    expect(appendItems(before, 1, WAY, [ITEM])).toBe(after);
  });

  test.each([
    ["a map that is a text", "domain: a.b\ndane: none\n"],
    ["an alias", "x: &x {hosts: {mail: {certificates: [a]}}}\ndane: *x\n"],
    ["a list that is a text", "domain: a.b\ndane: {hosts: {mail: {certificates: a.pem}}}\n"],
    ["no value in braces", "domain: a.b\ndane: {hosts: }\n"],
  ])("refused: %s", (_, text) => {
    expect(() => appendItems(text, 1, WAY, [ITEM])).toThrow(NotEditable);
  });
});
