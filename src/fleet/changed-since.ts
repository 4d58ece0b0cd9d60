/** Which mail domains of a fleet a change touches: those of changed specs, and those to which something that was changed applies. */
import { readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Domain } from "../preset/domain.ts";
import { DEFAULTS_FILE, isSpecFile, STACKS } from "../spec/find.ts";
import { configOfShard, FLEET_FILE, type FleetFile, readFleet } from "../spec/fleet-file.ts";
import { folderOf, shardOf, shardStack } from "../spec/shard.ts";
import type { Spec } from "../spec/spec.ts";
import { stackPath } from "../spec/stack-file.ts";
import { readableSpecs } from "../spec/stack-specs.ts";
import { withoutDot } from "../zone/name.ts";
import { asOf, filesSince, type Since } from "./git.ts";

export interface Touched {
  /** The commit that was compared with. */
  readonly commit: string;
  /** Mail domains, in A-labels without final dots; also those whose specs are gone. */
  readonly domains: ReadonlySet<string>;
  /** The stacks that have them now, or had them then. */
  readonly stacks: ReadonlySet<string>;
}

/** What git knows of a change before any spec of the fleet has been read. */
export interface Change {
  /** Stacks that it surely touches, which are known from its own specs. */
  readonly stacks: ReadonlySet<string>;
  /** What it touches of the fleet, whose domains are all given. */
  readonly touches: (domains: readonly Domain[]) => Touched;
}

/** `root` is the project's, from which the fleet's files are shown. @throws GitRefused if git cannot compare */
export async function changeSince(ref: string, fleet: FleetFile, root: string): Promise<Change> {
  const since = await filesSince(ref, root);
  const project = relative(since.top, root);
  const changed = new Set(
    since.files.map((file) => relative(project, file)).filter((file) => !file.startsWith(`..${sep}`)),
  );
  const before = await fleetBefore(since, project, fleet.name, changed);
  const isOtherVersion = before.mailzone !== mailzoneIn(root);
  const appliesTo = whatApplies(changed);
  return {
    stacks: new Set(specsNow(fleet, changed, root).flatMap(({ stack }) => stack ?? [])),
    touches(all) {
      const domains = new Set<string>();
      const stacks = new Set<string>();
      const touch = (spec: Spec, stack = spec.stack): void => {
        domains.add(withoutDot(spec.domain));
        if (spec.stack !== undefined) stacks.add(spec.stack);
        if (stack !== undefined) stacks.add(stack);
      };
      for (const spec of before.specs) touch(spec);
      for (const { spec, presets, dane = [] } of all) {
        const old = before.isOther ? stackBefore(spec, before.fleet, fleet) : spec.stack;
        const isTouched =
          isOtherVersion ||
          appliesTo(spec, [...presets.map(({ file }) => file), ...dane.flatMap(({ files }) => files)]) ||
          old !== spec.stack ||
          (before.isOther && !isSameConfig(spec.stack, before.fleet, fleet));
        if (isTouched) touch(spec, old);
      }
      return { commit: since.commit, domains, stacks };
    },
  };
}

/** The specs of the changed files as they are now. */
function specsNow({ name }: FleetFile, changed: ReadonlySet<string>, root: string): readonly Spec[] {
  const files = [...changed].filter(
    (file) => file.startsWith(join(STACKS, name) + sep) && isSpecFile(join(root, file)),
  );
  return files.length === 0 ? [] : readableSpecs(files, root);
}

/** Whether one of the changed files is the spec's, or applies to it. */
function whatApplies(changed: ReadonlySet<string>): (spec: Spec, usedFiles: readonly string[]) => boolean {
  const folders = new Map<string, boolean>();
  const hasDefaults = (folder: string): boolean => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const has = changed.has(join(folder, DEFAULTS_FILE)) || (folder !== "." && hasDefaults(dirname(folder)));
    folders.set(folder, has);
    return has;
  };
  return (spec, usedFiles) =>
    changed.has(spec.place.file) ||
    hasDefaults(dirname(spec.place.file)) ||
    usedFiles.some((file) => changed.has(file)) ||
    presetNames(spec).some(
      (id) => changed.has(`providers/${id}.yaml`) || changed.has(`templates/${id}.json`),
    ) ||
    (spec.stack !== undefined && changed.has(stackPath(spec.stack)));
}

/** Also of presets that are gone. */
const presetNames = ({ mailbox, standby, gateway, senders }: Spec): readonly string[] =>
  [mailbox, standby, gateway, ...senders].flatMap((use) => use?.id ?? []);

interface Before {
  /** The specs of the changed files. */
  readonly specs: readonly Spec[];
  /** Undefined if the folder was an ordinary stack's. */
  readonly fleet: FleetFile | undefined;
  /** Whether fleet.yaml was changed. */
  readonly isOther: boolean;
  /** The version of mailzone, as far as the project says. */
  readonly mailzone: string;
}

/** The fleet as it was, as far as the change has to do with it. */
async function fleetBefore(
  since: Since,
  project: string,
  fleet: string,
  changed: ReadonlySet<string>,
): Promise<Before> {
  const folder = join(STACKS, fleet);
  const ofFleet = [...changed].filter((file) => file.startsWith(folder + sep));
  const above = ofFleet.flatMap((file) =>
    foldersBetween(folder, file).map((one) => join(one, DEFAULTS_FILE)),
  );
  const wanted = [...ofFleet, ...above, join(folder, FLEET_FILE), ...VERSION_FILES];
  const files = [...new Set(wanted)].map((file) => join(project, file));
  return await asOf(since, files, (tree) => {
    const root = join(tree, project);
    return {
      // what could not be read then was published by nobody
      specs: readableSpecs([folder], root),
      fleet: readFleet(join(root, folder), { name: fleet, shown: folder })?.fleet,
      isOther: changed.has(join(folder, FLEET_FILE)),
      mailzone: mailzoneIn(root),
    };
  });
}

/** The folders from the fleet's to the file's, both included. */
function foldersBetween(folder: string, file: string): readonly string[] {
  const folders: string[] = [];
  for (let at = dirname(file); at.length >= folder.length; at = dirname(at)) folders.push(at);
  return folders;
}

/** The stack that the rule of then gives a spec whose file is where it was. */
function stackBefore(spec: Spec, before: FleetFile | undefined, { name }: FleetFile): string {
  return before === undefined
    ? name
    : shardStack(name, shardOf(before, spec, folderOf(relative(join(STACKS, name), spec.place.file))));
}

function isSameConfig(stack: string | undefined, before: FleetFile | undefined, now: FleetFile): boolean {
  const shard = (stack ?? "").slice(shardStack(now.name, "").length);
  const [old, own] = [before && configOfShard(before, shard), configOfShard(now, shard)];
  return JSON.stringify(old) === JSON.stringify(own);
}

/** Where npm writes which mailzone is installed; of the lock files of other tools, the lines that name it. */
const VERSION_FILES = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "package.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
];

/** Another version may have other presets. Text to compare; "" if the project does not say. */
function mailzoneIn(root: string): string {
  return VERSION_FILES.map((file) => {
    const text = textIn(join(root, file));
    return file.endsWith(".json") ? entryIn(text) : linesIn(text);
  }).join("\n");
}

function entryIn(text: string): string {
  try {
    const { packages, dependencies } = JSON.parse(text);
    return JSON.stringify(packages?.["node_modules/mailzone"] ?? dependencies?.["mailzone"] ?? "");
  } catch {
    return "";
  }
}

const linesIn = (text: string): string =>
  text
    .split("\n")
    .filter((line) => /\bmailzone@/.test(line))
    .join("\n");

function textIn(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
