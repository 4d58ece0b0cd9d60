/** Files that were damaged or made up in any way are read or said to be faulty; nothing is thrown, now or later. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { tallied } from "../dmarc/tallied.ts";
import { aggregate, gzip, mail, mailbox, zip } from "../written.ts";

const report = aggregate({ rows: [{ count: 3 }, { ip: "2001:db8::1" }] });
const packed = zip(
  { name: "a.xml", content: report },
  { name: "b.xml.gz", content: gzip(aggregate({ id: "2" })) },
);
const ORIGINALS: readonly Buffer[] = [
  Buffer.from(report),
  gzip(report),
  packed,
  Buffer.from(mail({ name: "a.zip", content: packed }, { name: "b.gz", content: gzip(report) })),
  Buffer.from(
    mailbox(mail({ name: "a.gz", content: gzip(report) }), mail({ name: "a.zip", content: packed })),
  ),
];

const mutated = fc
  .tuple(
    fc.nat(ORIGINALS.length - 1),
    fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
      maxLength: 6,
    }),
    fc.double({ min: 0.1, max: 1, noNaN: true }),
  )
  .map(([which, changes, length]) => {
    const original = ORIGINALS[which] as Buffer;
    const copy = Buffer.from(original.subarray(0, Math.ceil(original.length * length)));
    for (const [at, octet] of changes) copy[Math.floor(at * copy.length)] = octet;
    return copy;
  });

test("octets that were changed or cut off", async () => {
  await fc.assert(
    fc.asyncProperty(mutated, async (content) => {
      const { collected } = await tallied([content, aggregate({ id: "last", rows: [{ count: 1 }] })]);
      expect(collected.reports).toBeGreaterThan(0);
    }),
    { numRuns: 150 },
  );
});

test("octets that begin like a file of each form", async () => {
  const begun = fc
    .tuple(
      fc.constantFrom(
        "PK\x03\x04",
        "\x1f\x8b\x08",
        "<feedback>",
        "From a\n",
        "A: b\nC: d\n",
        "{",
        "\xff\xfe<",
      ),
      fc.uint8Array({ maxLength: 300 }),
    )
    .map(([head, rest]) => Buffer.concat([Buffer.from(head, "latin1"), rest]));
  await fc.assert(
    fc.asyncProperty(begun, async (content) => {
      expect((await tallied([content])).tallies).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
