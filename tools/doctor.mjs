/** `npm run doctor`: reports what this machine has, what is missing, and how to fix it; exit code 1 if npm start cannot run. */
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CLONE_JOB, examine } from "./examine.mjs";
import { main } from "./setup.mjs";

const MARKS = new Map([
  [true, "ok"],
  ["optional", "note"],
  [false, "MISSING"],
]);

/**
 * The table for people: one line per item, its fix below it, and at the end whether the job can run.
 *
 * @param {readonly import("./examine.mjs").Examined[]} examined
 * @param {string} [job]
 */
export function printExamined(examined, job = CLONE_JOB) {
  const nameWidth = Math.max(...examined.map(({ name }) => name.length));
  const lines = examined.flatMap(({ name, ok, found, where, fix }) => [
    `${MARKS.get(ok).padEnd(8)}${name.padEnd(nameWidth + 2)}${found}${where ? `  (${where})` : ""}`,
    ...(fix === undefined ? [] : [`${" ".repeat(10 + nameWidth)}fix: ${fix}`]),
  ]);
  const missing = examined.filter(({ ok }) => ok === false).map(({ name }) => name);
  lines.push(missing.length === 0 ? `${job} can run.` : `${job} cannot run yet: ${missing.join(", ")}.`);
  return lines.join("\n");
}

// `mailzone doctor` imports the table and prints it itself.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const examined = await examine();
    console.log(printExamined(examined));
    return examined.every(({ ok }) => ok !== false) ? 0 : 1;
  });
}
