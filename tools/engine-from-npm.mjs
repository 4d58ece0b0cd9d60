/** Gets the released engine through the npm package `pulumi`. */
import { renameSync, rmSync } from "node:fs";
import path from "node:path";
import { askGuarded, duration, npm } from "./child.mjs";

/** The version of the npm package `pulumi`, and of the engine that it downloads. */
export const NPM_ENGINE = "3.265.0";

/**
 * Puts the released engine that the npm package `pulumi` downloads into `folder`; yields why that failed, or undefined.
 *
 * The package contains no engine: on its first run it downloads one from outside the registry. Where that is not allowed it
 * fails at once or hangs, so it gets little time to start the download, and then enough to finish it.
 */
export async function fillFromNpm(folder, { log, env = process.env }) {
  const workshop = path.join(folder, "npm");
  const [command, ...words] = npm(env);
  const flags = [
    "--no-save",
    "--no-audit",
    "--no-fund",
    "--ignore-scripts",
    "--loglevel=error",
    "--fetch-retries=0",
  ];
  const installed = await askGuarded(
    command,
    [...words, "install", "--prefix", workshop, ...flags, `pulumi@${NPM_ENGINE}`],
    {
      env,
      timeoutSeconds: 60,
    },
  );
  if (installed.code !== 0) {
    return "the npm package pulumi could not be installed";
  }
  const fetched = await askGuarded(
    process.execPath,
    [path.join(workshop, "node_modules/pulumi/run.js"), "version"],
    {
      env: { ...env, PULUMI_HOME: workshop, PULUMI_VERSION: NPM_ENGINE, PULUMI_SKIP_UPDATE_CHECK: "true" },
      silentSeconds: 20,
      timeoutSeconds: 600,
      every: (seconds) => log(`downloading the Pulumi engine: ${duration(seconds)} so far`),
    },
  );
  if (fetched.code !== 0) {
    return "the npm package pulumi cannot download the engine from here";
  }
  const bin = path.join(workshop, "versions", NPM_ENGINE, "bin");
  renameSync(bin, path.join(folder, "bin"));
  rmSync(workshop, { recursive: true, force: true });
  return undefined;
}
