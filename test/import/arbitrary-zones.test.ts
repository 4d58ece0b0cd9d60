/** Whatever is in a zone, its specs publish exactly what was taken, and nothing is lost. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { printRdata } from "../../src/zone/rdata.ts";
import { ZONE, zoneRecords } from "./arbitrary-zones.ts";
import { announced, imported, publishedBy, writtenWrong } from "./proof.ts";

describe("an arbitrary zone", () => {
  test.each([
    ["mail", 25],
    ["all", 10],
  ] as const)("of which %s is taken", (take, numRuns) => {
    fc.assert(
      fc.property(zoneRecords, (records) => {
        const made = imported(records, ZONE, take);
        expect(made.flatMap(({ unproven }) => unproven)).toEqual([]);
        expect(publishedBy(made)).toEqual(announced(made));
        expect(writtenWrong(made)).toEqual([]);

        const given = records.filter(({ name, data }) => name !== ZONE || data.type !== "NS");
        const counted = new Set(given.map(({ name, data }) => `${name} ${data.type} ${printRdata(data)}`));
        expect(made.flatMap(({ taken, left }) => [...taken, ...left])).toHaveLength(counted.size);
      }),
      { numRuns },
    );
  });
});
