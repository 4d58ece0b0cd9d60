/** octoDNS in its own Python environment, beside the engine: outside the clone, keyed by version. */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../tools/cache.mjs";
import { withLock } from "../tools/lock.mjs";

/** The newest version on PyPI on 2026-11-22. */
export const OCTODNS = "1.22.0";

/** Its dependencies, as pip resolved them on that day, so that the next run measures the same. */
const NEEDS = [
  "PyYAML==6.0.3",
  "dnspython==2.9.2",
  "fqdn==1.6.0",
  "idna==3.20",
  "natsort==8.4.0",
  "python-dateutil==4.0.0",
];

export interface Octodns {
  readonly python: string;
  /** The script behind the command. */
  readonly validate: string;
}

/** Yields the path of octoDNS, installing it first if necessary. @throws Error with the fix if that fails */
export async function ensureOctodns(): Promise<Octodns> {
  const cache = cacheFolder();
  // an environment has its own folder's path in its scripts, so it cannot be created elsewhere and moved into place:
  // a marker file distinguishes a complete one from one that was interrupted
  const folder = join(cache, `octodns-${OCTODNS}`);
  const whole = join(folder, "whole");
  mkdirSync(cache, { recursive: true });
  await withLock(join(cache, "octodns.lock"), async () => {
    if (existsSync(whole)) return;
    rmSync(folder, { recursive: true, force: true });
    await step("python3", ["-m", "venv", folder]);
    await step(join(folder, "bin/python"), [
      ...["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"],
      ...[`octodns==${OCTODNS}`, ...NEEDS],
    ]);
    writeFileSync(whole, "");
  });
  return { python: join(folder, "bin/python"), validate: join(folder, "bin/octodns-validate") };
}

async function step(command: string, words: readonly string[]): Promise<void> {
  try {
    await promisify(execFile)(command, words, { timeout: 300_000 });
  } catch (cause) {
    throw new Error(
      `octoDNS ${OCTODNS} could not be installed: it needs python3 with venv, and access to PyPI`,
      {
        cause,
      },
    );
  }
}
