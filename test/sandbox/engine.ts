/** Finds the engine to test with, and runs it in the sandbox. */
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** The folder of the `pulumi` to test with: $MAILZONE_ENGINE_BIN, else the first on PATH; undefined when there is none. */
export function engineBin(): string | undefined {
  const told = process.env["MAILZONE_ENGINE_BIN"];
  if (told) return statSync(told).isFile() ? dirname(told) : told;
  return (process.env["PATH"] ?? "").split(delimiter).find((folder) => existsSync(join(folder, "pulumi")));
}

/** Runs a `pulumi` command in the sandbox and answers its output; throws with stderr when it fails. */
export function pulumi(env: Record<string, string>, cwd: string, ...args: string[]): string {
  return execFileSync("pulumi", [...args, "--non-interactive"], {
    env: { ...process.env, ...env },
    cwd,
    encoding: "utf8",
  });
}
