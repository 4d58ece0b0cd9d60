/** `mailzone doctor`: prints what this machine has and lacks; exit code 1 if something needed is missing. */
import process from "node:process";
import { printExamined } from "../../tools/doctor.mjs";
import { examine } from "../../tools/examine.mjs";
import { printResult } from "./output.ts";

export async function doctor(): Promise<void> {
  const examined = await examine();
  printResult(printExamined(examined));
  process.exitCode = examined.every(({ ok }) => ok !== false) ? 0 : 1;
}
