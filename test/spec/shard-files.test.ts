/** What a fleet's runner tells a shard's program arrives as it was, or not at all. */
import { expect, test } from "@jest/globals";
import { tellShardFiles, toldShardFiles } from "../../src/spec/shard-files.ts";

test.each([
  ["none", []],
  [
    "some, with blanks, commas and newlines in their names",
    ["stacks/prod/a b.yaml", "stacks/prod/a,b.yaml", "stacks/prod/a\nb.yaml"],
  ],
  ["letters of others", ["stacks/prod/例え.yaml"]],
])("%s", (_, files) => {
  expect(toldShardFiles(tellShardFiles(files))).toEqual(files);
});

test("more than a variable can have is not told, nor is it read where nothing was told", () => {
  const files = [...Array(5_000).keys()].map((i) => `stacks/prod/company${i}.example.com.yaml`);
  expect(tellShardFiles(files)).toEqual({});
  expect(toldShardFiles({})).toBeUndefined();
});
