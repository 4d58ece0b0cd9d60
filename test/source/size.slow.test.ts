/** A file of the largest size is read in a short time, whatever is in it. */
import { describe, expect, test } from "@jest/globals";
import { parseSource } from "../../src/source/source.ts";
import { cpuSeconds } from "../cpu-time.ts";
import { filled, numbered, octets } from "./filled-text.ts";

/** Each of these took the YAML library, or a naive reader, minutes, gigabytes or the call stack. */
describe("2 MB of anything ends soon", () => {
  const cases: [string, string][] = [
    ["opening brackets", filled("[")],
    ["closing brackets", filled("]")],
    ["opening braces", filled("a: {")],
    ["directives", filled("%\n")],
    ["documents", filled("...\n")],
    ["keys", numbered((i) => `k${i}: 1\n`, 180_000)],
    ["keys in braces", `{${numbered((i) => `k${i}: b,`, 150_000)}}`],
    ["aliases of their own", numbered((i) => `- &a${i} x\n- *a${i}\n`, 80_000)],
  ];
  test.each(cases)("%s", async (_, text) => {
    expect(await cpuSeconds(() => parseSource("f.yaml", octets(text)))).toBeLessThan(30);
  });
});
