/** The reports that the tests write are what the two standards' XML schemas allow, by xmllint, and give the same figures either way. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "@jest/globals";
import { needs } from "../../needs.ts";
import { sums, tallied } from "../dmarc/tallied.ts";
import { aggregate } from "../written.ts";

const { describe, test } = needs("xmllint");

const ROWS = [
  { count: 10, signed: ["example.com s1 pass", "example.net s2 fail"] },
  {
    ip: "2001:db8:0:0:0:0:0:1",
    count: 5,
    dkim: "fail",
    spf: "pass",
    signed: [],
    returned: ["example.com pass"],
  },
  { count: 2, dkim: "fail", disposition: "quarantine", signed: [], reasons: ["mailing_list", "other"] },
];

/** RFC 7489 gives the root a namespace, and leaves all other elements without. */
const OLD = aggregate({ rows: ROWS, more: "<adkim>r</adkim><pct>100</pct><fo>1</fo>" })
  .replace("<feedback>", '<d:feedback xmlns:d="http://dmarc.org/dmarc-xml/0.1"><version>1.0</version>')
  .replace("</feedback>", "</d:feedback>");
const NEW = aggregate({
  rows: [...ROWS, { ip: "2001:db8::2", count: 1, disposition: "pass" }],
  root: ' xmlns="urn:ietf:params:xml:ns:dmarc-2.0"',
  more: "<np>reject</np><testing>n</testing><discovery_method>treewalk</discovery_method>",
}).replace("</date_range>", "</date_range><generator>Example 1.0</generator>");

function faults(schema: string, report: string): string {
  const file = join(import.meta.dirname, `${schema}.xsd`);
  const { stderr } = spawnSync("xmllint", ["--noout", "--nonet", "--schema", file, "-"], {
    input: report,
    encoding: "utf8",
  });
  return stderr.trim();
}

describe("a report that the tests write", () => {
  test.each([
    ["rfc7489", OLD, 17, 15],
    ["rfc9990", NEW, 18, 16],
  ])(
    "is valid by %s, and has the figures that a person counts",
    async (schema, report, messages, passing) => {
      expect(faults(schema, report)).toBe("- validates");
      expect(sums((await tallied([report])).tallies)).toMatchObject({ messages, passing });
    },
  );

  test.each([
    ["rfc7489", NEW, "feedback"],
    ["rfc9990", OLD, "feedback"],
    ["rfc9990", NEW.replace("<count>10</count>", ""), "Expected is"],
    ["rfc7489", OLD.replace(">mailing_list<", ">friends<"), "type"],
  ])("is not valid by %s where it differs", (schema, report, element) => {
    expect(faults(schema, report)).toContain(element);
  });
});
