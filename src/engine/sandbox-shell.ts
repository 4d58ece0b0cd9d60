/** The shell in which `pulumi` works on the sandbox: its environment has the sandbox's engine, backend and clouds. */
import process from "node:process";
import { projectOf } from "../source/project.ts";
import { readStackFile } from "../spec/stack-file.ts";
import { ownCommand } from "../words/own-command.ts";
import { stackName } from "./stack-name.ts";

/** The command that makes a shell one. */
export const enteringSandbox = (): string => `eval "$(${ownCommand("sandbox env")})"`;

export const isSandboxShell = (env: NodeJS.ProcessEnv = process.env): boolean =>
  Boolean(env["MAILZONE_SANDBOX"]);

/** Why no command can work on a stack of the sandbox in another shell. */
export const outsideSandbox = (stack: string): string =>
  `stack ${stack} is a sandbox stack, but this shell is not set up for the sandbox: run ${enteringSandbox()} first`;

/** Whether the project of a folder says that a stack is for the sandbox. */
export function isSandboxStack(stack: string, cwd: string = process.cwd()): boolean {
  return readStackFile(projectOf(cwd, cwd).root, stackName(stack)).sandbox;
}
