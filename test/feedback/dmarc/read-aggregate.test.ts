/** Reports of senders with all kinds of habits give the figures that a person counts in them. */
import { describe, expect, test } from "@jest/globals";
import { HABITS } from "./habits.ts";
import { codesOf, sums, tallied } from "./tallied.ts";

describe("a report", () => {
  test.each(HABITS)("$name", async ({ content, counted, codes = [] }) => {
    const { collected, tallies } = await tallied([content]);
    const [messages = 0, passing = 0, organization] = counted ?? [];
    expect({ codes: codesOf(collected.findings), ...sums(tallies) }).toEqual({
      codes,
      messages,
      passing,
      lost: messages - passing,
    });
    if (organization !== undefined) expect([...(tallies[0]?.receivers ?? [])]).toEqual([organization]);
  });

  test("of each habit is written at least once: there are more than 40", () => {
    expect(
      new Set(HABITS.map(({ content }) => Buffer.from(content).toString("base64"))).size,
    ).toBeGreaterThan(40);
  });

  test("that cannot be read keeps no other from being read", async () => {
    const { collected, tallies } = await tallied(HABITS.map(({ content }) => content));
    const once = HABITS.filter(({ codes = [] }) => codes.includes("feedback-unreadable"));
    expect(codesOf(collected.findings).filter((code) => code === "feedback-unreadable")).toHaveLength(
      once.length,
    );
    expect(collected.reports).toBeGreaterThan(3);
    expect(sums(tallies).messages).toBeGreaterThan(17);
  });

  test("with the dates in milliseconds is of the same day as in seconds", async () => {
    const { tallies } = await tallied([
      HABITS.find(({ name }) => name.includes("milliseconds"))?.content ?? "",
    ]);
    expect(tallies.map(({ begin, end }) => [begin, end])).toEqual([[1_764_460_800, 1_764_547_199]]);
  });
});
