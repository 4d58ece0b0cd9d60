/** The generated pages in the repository are up to date. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { generatedPages } from "../tools/docs.ts";

test.each([...generatedPages()])("%s says what the code says: `npm run generate` was run", (path, text) => {
  expect(readFileSync(join(import.meta.dirname, "..", path), "utf8")).toBe(text);
});
