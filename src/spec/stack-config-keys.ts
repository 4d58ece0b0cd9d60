/** The keys of mailzone in a stack's config, and those that look like one and that nothing reads. */
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Finding, Place } from "../finding.ts";
import { isBelow } from "../source/project.ts";
import { listed } from "../words/list.ts";
import { nearest } from "../words/nearest.ts";
import { visible } from "../words/text.ts";
import { type SpecFile, STACKS, shownPath } from "./find.ts";
import { stackConfigSchema } from "./stack-config.ts";
import { OWN_PROJECT, projectName, readStackConfig, specsIn, stackPath } from "./stack-file.ts";

export const STACK_CONFIG_KEYS = Object.keys(stackConfigSchema.shape);

interface UnreadKey {
  readonly key: string;
  readonly message: string;
  readonly help: string;
}

/** Keys that would be ignored silently. Examples elsewhere may have the name of mailzone's own project. */
export function unreadKeys(project: string, keys: readonly string[]): UnreadKey[] {
  const isKnown = (name: string): boolean => STACK_CONFIG_KEYS.includes(name);
  return keys.flatMap((key) => {
    const [namespace, name = ""] = key.split(":");
    if (namespace === OWN_PROJECT && project !== OWN_PROJECT && isKnown(name)) {
      return {
        ...{ key, message: `the stack config ${key} has no effect` },
        help: `keys begin with the project's name, so write ${visible(project)}:${name}`,
      };
    }
    if (namespace !== project || isKnown(name)) return [];
    const meant = nearest(name, STACK_CONFIG_KEYS);
    const help = meant === undefined ? `the keys are ${listed(STACK_CONFIG_KEYS)}` : `did you mean ${meant}?`;
    return { key, message: `unknown stack config key ${visible(key)}`, help };
  });
}

/** The keys that nothing reads, in the configs of the stacks that publish these files; `stack` is the only one if it is given. */
export function unreadConfig(files: readonly SpecFile[], cwd: string, stack?: string): Finding[] {
  const byRoot = Map.groupBy(files, ({ project }) => project.root);
  return [...byRoot].flatMap(([root, own]) => {
    const folders = [...new Set(own.map(({ path }) => dirname(path)))].map((one) => realpathSync.native(one));
    const stacks = stack === undefined ? configuredStacks(root) : [stack];
    return stacks.flatMap((one) =>
      one === stack || folders.some((folder) => publishes(one, root, folder)) ? unreadOf(one, root, cwd) : [],
    );
  });
}

/** The stacks with a config in the project. */
function configuredStacks(root: string): string[] {
  const folder = join(root, STACKS);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? []);
}

/** Whether a folder is among the stack's specs, also where the key that names them begins with mailzone's own project. */
function publishes(stack: string, root: string, folder: string): boolean {
  const { values } = readStackConfig(root, stack);
  return [projectName(root), OWN_PROJECT].some((project) =>
    isBelow(folder, join(root, specsIn(values, project, stack))),
  );
}

function unreadOf(stack: string, root: string, cwd: string): Finding[] {
  const { values, source } = readStackConfig(root, stack);
  const file = shownPath(join(root, stackPath(stack)), cwd);
  const placeOf = (key: string): Place => ({
    ...(source?.keyPlace(["config", key]) ?? { line: undefined, column: undefined }),
    file,
  });
  return unreadKeys(projectName(root), Object.keys(values)).map(({ key, message, help }) => ({
    ...{ code: "stack-config-key", severity: "error", message, help },
    place: placeOf(key),
  }));
}
