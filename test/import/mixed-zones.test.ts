/** A spec that is imported publishes what the zone has: record for record, and nothing else. */
import { describe, expect, test } from "@jest/globals";
import { relativeName } from "../../src/zone/name.ts";
import { printRdata } from "../../src/zone/rdata.ts";
import { readZoneFile } from "../../src/zone/read-zone-file.ts";
import { mixedZones } from "./mixed-zones.ts";
import { announced, imported, publishedBy, wordsOf, writtenWrong } from "./proof.ts";

describe("a mixed zone", () => {
  test.each(mixedZones)("$title", ({ zone, lines, services, left, rewritten = [] }) => {
    const read = readZoneFile("z", `$ORIGIN ${zone}\n$TTL 3600\n${lines.join("\n")}\n`);
    expect(read.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    const made = imported(read.records, zone);
    const owner = ({ name, type }: { readonly name: string; readonly type: string }): string =>
      `${relativeName(name, zone)} ${type}`;

    expect(publishedBy(made)).toEqual(announced(made));
    expect(writtenWrong(made)).toEqual([]);
    expect(
      Object.fromEntries(
        made.map((one) => [relativeName(one.domain, zone), one.services.map(({ id }) => id).sort()]),
      ),
    ).toEqual(Object.fromEntries(Object.entries(services).map(([name, ids]) => [name, [...ids].sort()])));
    expect(made.flatMap((one) => one.left.map(owner)).sort()).toEqual([...left].sort());
    expect([...new Set(made.flatMap((one) => one.rewritten.map(owner)))].sort()).toEqual(
      [...rewritten].sort(),
    );

    // nothing is lost between what is taken and what is left
    const counted = new Set(read.records.map(({ name, data }) => `${name} ${data.type} ${printRdata(data)}`));
    const [taken, alone] = [made.flatMap((one) => one.taken), made.flatMap((one) => one.left)];
    expect(taken.length + alone.length).toBe(counted.size);

    // another text says the same: the same terms, the same tags
    for (const { what, found, written } of made.flatMap((one) => one.rewritten))
      if (what === "text") expect(wordsOf(written)).toEqual(wordsOf(found));
  });

  test("there are thirty and more of them", () => expect(mixedZones.length).toBeGreaterThanOrEqual(30));
});
