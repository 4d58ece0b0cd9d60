/** Finds an engine on PATH that is new enough and complete. */
import { realpathSync } from "node:fs";
import path from "node:path";
import { ask, findAll, isExecutable } from "./child.mjs";
import { atLeast, parseVersion } from "./version.mjs";

/** The oldest CLI that this project was tested with. */
export const ENGINE_MINIMUM = "3.250.0";

/** The version that `pulumi version` prints; undefined if it does not run. */
export async function engineVersion(pulumi, env = process.env) {
  const { code, stdout } = await ask(pulumi, ["version"], {
    timeoutSeconds: 30,
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  return code === 0 ? parseVersion(stdout)?.join(".") : undefined;
}

/**
 * The first usable engine on PATH, and why others before it were skipped.
 * `ignore` is a folder whose engines do not count: the cache, which has rules of its own.
 */
export async function engineOnPath({ env = process.env, ignore }) {
  const passedOver = [];
  for (const pulumi of findAll("pulumi", env.PATH ?? "")) {
    if (ignore !== undefined && !path.relative(ignore, pulumi).startsWith("..")) {
      continue;
    }
    const version = await engineVersion(pulumi, env);
    if (version === undefined) {
      passedOver.push(`${pulumi} does not run`);
    } else if (!atLeast(version, ENGINE_MINIMUM)) {
      passedOver.push(`${pulumi} is ${version}, older than ${ENGINE_MINIMUM}`);
    } else if (languageHost(pulumi, env) === undefined) {
      passedOver.push(`${pulumi} has no pulumi-language-nodejs beside it or on PATH`);
    } else {
      return { engine: { bin: path.dirname(pulumi), version, source: "path", pulumi }, passedOver };
    }
  }
  return { engine: undefined, passedOver };
}

/** The Node language host that this engine would start; undefined if there is none. */
export function languageHost(pulumi, env = process.env) {
  const beside = path.join(path.dirname(realpathSync(pulumi)), "pulumi-language-nodejs");
  return isExecutable(beside) ? beside : findAll("pulumi-language-nodejs", env.PATH ?? "")[0];
}
