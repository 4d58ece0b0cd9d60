/** A result is read as it was packed, in a fraction of its size. */
import { expect, test } from "@jest/globals";
import { pack, unpack } from "../../src/fleet/packed.ts";

test("500 changes of records", () => {
  const changes = [...Array(500).keys()].map((i) => ({
    owner: `h${i}.ü.example.`,
    after: { values: ["192.0.2.1"] },
  }));
  const packed = pack({ changes });
  expect(unpack(packed)).toEqual({ changes });
  expect(packed.length).toBeLessThan(JSON.stringify({ changes }).length / 4);
});

test("what was not packed is refused", () => {
  expect(() => unpack("e30=")).toThrow(/header/);
});
