/** Whose specs a command is about that takes either paths or a stack. */
import { join, relative } from "node:path";
import process from "node:process";
import { stackName } from "../../engine/stack-name.ts";
import { projectOf } from "../../source/project.ts";
import { STACKS } from "../../spec/find.ts";
import { readStackFile } from "../../spec/stack-file.ts";
import { CannotRun } from "../print.ts";
import { usableStack } from "./stack-name.ts";

/** The paths, or the folder of the stack's specs, or all stacks. @throws CannotRun for both, and for what is no stack */
export function specPaths(paths: readonly string[], stack: string | undefined): readonly string[] {
  if (stack === undefined) return paths.length > 0 ? paths : [STACKS];
  if (paths.length > 0) throw new CannotRun("name either paths or a stack with --stack");
  const cwd = process.cwd();
  const { root } = projectOf(cwd, cwd);
  const { specs } = readStackFile(root, stackName(usableStack(stack)));
  return [relative(cwd, join(root, specs)) || "."];
}
