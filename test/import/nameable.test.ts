/** Which zones get a spec, and that its file is in the folder that was named, whatever the zone's name is. */
import { basename } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { nameableZones, nameProblem } from "../../src/import/nameable.ts";
import { specFileName } from "../../src/spec/find.ts";

describe("the file of a spec", () => {
  const long = (last: number): string => `${`${"a".repeat(63)}.`.repeat(3)}${"b".repeat(last)}.`;
  const cases: readonly (readonly [zone: string, file: string | RegExp])[] = [
    ["example.com.", "example.com.yaml"],
    ["con.example.", "con.example.yaml"],
    ["xn--mnchen-3ya.example.", "xn--mnchen-3ya.example.yaml"],
    ["2.0.192.in-addr.arpa.", "2.0.192.in-addr.arpa.yaml"],
    // RFC 2317 §4
    ["0/25.2.0.192.in-addr.arpa.", "0%2F25.2.0.192.in-addr.arpa.yaml"],
    // names of files that are no specs
    ["pulumi.com.", "_pulumi.com.yaml"],
    ["defaults.", "_defaults.yaml"],
    [long(58), `${long(58)}yaml`],
    [long(59), /too long/],
    [long(62), /254 octets/],
    ["../../x.example.", /empty label/],
    ["a/b.example.", /"\/"/],
    ["a/../../b.2.0.192.in-addr.arpa.", /"\/"|empty label/],
    ["*.example.", /"\*"/],
    ["*.2.0.192.in-addr.arpa.", /"\*"/],
    [".example.", /empty label/],
    [".", /empty/],
    ["_x.example.", /underscore/],
    ["-x.example.", /hyphen/],
    ["example.com!inside.", /"!"/],
    ["xn--a.example.", /A-label/],
    ["192.0.2.1.", /IP address/],
  ];

  test.each(cases)("%s", (zone, file) => {
    const source = { zone, from: "f.js", records: [], others: [], findings: [] };
    const { zones, findings } = nameableZones([source]);
    if (typeof file === "string") {
      expect([specFileName(zone), zones.length, findings]).toEqual([file, 1, []]);
    } else {
      expect([zones, findings.map(({ code }) => code)]).toEqual([[], ["import-source"]]);
      expect(findings[0]?.message).toMatch(file);
    }
  });

  test("is directly in its folder, and no other domain's", () => {
    const label = fc.string({ unit: fc.constantFrom(..."ab01-_./\\*%~:\0é "), maxLength: 6 });
    const zone = fc
      .tuple(fc.array(label, { maxLength: 4 }), fc.constantFrom("", "example.", "in-addr.arpa."))
      .map(([labels, end]) => `${labels.map((one) => `${one}.`).join("")}${end}` || ".");
    fc.assert(
      fc.property(zone, zone, (one, other) => {
        if (nameProblem(one) !== undefined) return;
        const file = specFileName(one) ?? "";
        expect([basename(file), file.startsWith("."), file.includes("\0")]).toEqual([file, false, false]);
        if (nameProblem(other) === undefined && one !== other) expect(specFileName(other)).not.toBe(file);
      }),
    );
  });
});
