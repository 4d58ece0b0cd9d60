/** Compares text with a file beside the test; UPDATE_GOLDEN=1 writes the file instead, for a person to read its diff. */
import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "@jest/globals";

export function expectGolden(file: URL, text: string): void {
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, "utf8"));
}
