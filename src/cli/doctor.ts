/** `mailzone doctor`: prints what this machine has and lacks; exit code 1 if something needed is missing. */
import process from "node:process";
import { isClone } from "../../tools/dependencies.mjs";
import { printExamined } from "../../tools/doctor.mjs";
import { CLONE_JOB, examine } from "../../tools/examine.mjs";
import { ownFolder } from "../source/own-package.ts";
import { projectOf } from "../source/project.ts";
import { ownCommand } from "../words/own-command.ts";
import { printResult } from "./print.ts";
import { projectPackages } from "./project-packages.ts";

export async function doctor(): Promise<void> {
  const cwd = process.cwd();
  const clone = isClone(ownFolder());
  const job = clone ? CLONE_JOB : ownCommand("sandbox try");
  const packages = clone ? [] : projectPackages(projectOf(cwd, cwd).root);
  const examined = [...packages, ...(await examine({ job }))];
  printResult(printExamined(examined, job));
  process.exitCode = examined.every(({ ok }) => ok !== false) ? 0 : 1;
}
