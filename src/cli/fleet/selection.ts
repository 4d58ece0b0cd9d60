/** What a command of a fleet is about: the whole fleet, or what is named, or what a change touches. */
import { join } from "node:path";
import process from "node:process";
import { quote } from "../../finding.ts";
import { type Change, changeSince, type Touched } from "../../fleet/changed-since.ts";
import { type Fleet, openFleet, type Shard } from "../../fleet/fleet.ts";
import { loadInTurns } from "../../pipeline.ts";
import { projectOf } from "../../source/project.ts";
import { STACKS } from "../../spec/find.ts";
import { type FleetFile, readFleet } from "../../spec/fleet-file.ts";
import { fleetNames } from "../../spec/fleet-of-stack.ts";
import type { Spec } from "../../spec/spec.ts";
import { listed, oneOf } from "../../words/list.ts";
import { nearest } from "../../words/nearest.ts";
import { withoutDot } from "../../zone/name.ts";
import { onlyDomains } from "../only.ts";
import { open } from "../open.ts";
import { CannotRun, printFindingsAside } from "../output.ts";
import { whileWaiting } from "../progress.ts";
import { askingGit } from "./asking-git.ts";

export interface SelectOptions {
  readonly changedSince?: string;
  /** Mail domains and shards. */
  readonly only: readonly string[];
}

export interface Selection {
  /** The project's folder, which is the working directory from then on. */
  readonly root: string;
  readonly fleet: Fleet;
  readonly shards: readonly Shard[];
  /** Mail domains, in A-labels without final dots; undefined for all. */
  readonly domains: ReadonlySet<string> | undefined;
  readonly touched?: Touched;
}

/** What is known before any spec has been read. */
export interface Aim {
  readonly root: string;
  readonly file: FleetFile;
  /** What `--changed-since` names. */
  readonly change?: Change;
}

/** `given` is the fleet's name; a project with one fleet needs none. @throws CannotRun */
export async function aim(
  given: string | undefined,
  { changedSince: ref, only }: SelectOptions,
): Promise<Aim> {
  const root = enterProject();
  const file = fleetFile(root, given);
  if (ref === undefined) return { root, file };
  if (only.length > 0)
    throw new CannotRun("--changed-since and --only both say what the run is about: use one of them");
  const change = await whileWaiting(`asking git what changed since ${ref}`, () =>
    askingGit(() => changeSince(ref, file, root)),
  );
  return { root, file, change };
}

/** `given` is the fleet's name; a project with one fleet needs none. @throws CannotRun */
export const select = async (given: string | undefined, options: SelectOptions): Promise<Selection> =>
  selectFor(await aim(given, options), options);

/** `read` gets all specs of a change's fleet as soon as they have been read. @throws CannotRun */
export async function selectFor(
  { root, file, change }: Aim,
  { only }: SelectOptions,
  read: (specs: readonly Spec[]) => void = () => {},
): Promise<Selection> {
  const specs = open([join(STACKS, file.name)]);
  if (change === undefined) {
    const fleet = openFleet(file, await loadInTurns(specs), root);
    if (only.length === 0) return { root, fleet, shards: fleet.shards, domains: undefined };
    return { root, fleet, ...named(fleet, only) };
  }
  const loaded = await loadInTurns(specs, { read, stacksOf: (domains) => change.touches(domains).stacks });
  const fleet = openFleet(file, loaded, root);
  const touched = change.touches(fleet.loaded.domains);
  const shards = fleet.shards.filter(({ stack }) => touched.stacks.has(stack));
  return { root, fleet, shards, domains: touched.domains, touched };
}

/** The project of the working directory, from which paths are shown and git is asked. */
export function enterProject(): string {
  const { root } = projectOf(process.cwd(), process.cwd());
  process.chdir(root);
  return root;
}

/** @throws CannotRun if there is no such fleet, or its file cannot be used */
export function fleetFile(root: string, given: string | undefined): FleetFile {
  const names = fleetNames(root);
  const name = given ?? (names.length === 1 ? names[0] : undefined);
  if (name === undefined) {
    throw new CannotRun(
      names.length === 0
        ? "there is no fleet here: a folder stacks/FLEET with a fleet.yaml is one, such as `shards: {by: folder}`"
        : `say which fleet: ${oneOf(names)}`,
    );
  }
  if (!names.includes(name)) {
    const meant = nearest(name, names);
    const help = meant === undefined ? `the fleets are ${listed(names)}` : `did you mean ${meant}?`;
    throw new CannotRun(
      names.length === 0
        ? `stacks/${name} has no fleet.yaml, so it is no fleet`
        : `there is no fleet ${quote(name)}: ${help}`,
    );
  }
  const folder = join(STACKS, name);
  const read = readFleet(join(root, folder), { name, shown: folder });
  if (read?.fleet !== undefined) return read.fleet;
  printFindingsAside(read?.findings ?? []);
  throw new CannotRun(`${folder}/fleet.yaml cannot be used, so nothing was done`);
}

/** A shard stands for all of its domains. */
function named(fleet: Fleet, only: readonly string[]): Pick<Selection, "shards" | "domains"> {
  const domains = new Set<string>();
  const shards = new Set<Shard>();
  const unknown: string[] = [];
  for (const one of only) {
    const [domain = ""] = onlyDomains([one]);
    const own = fleet.shards.filter(
      ({ name, stack, domains: all }) =>
        name === one || stack === one || all.some(({ spec }) => withoutDot(spec.domain) === domain),
    );
    if (own.length === 0) unknown.push(one);
    for (const shard of own) {
      shards.add(shard);
      const isShard = shard.name === one || shard.stack === one;
      for (const { spec } of isShard ? shard.domains : []) domains.add(withoutDot(spec.domain));
      if (!isShard) domains.add(domain);
    }
  }
  if (unknown.length > 0) {
    printFindingsAside(fleet.shared.filter(({ severity }) => severity === "error"));
    throw new CannotRun(
      `the fleet ${fleet.file.name} has no domain and no shard ${listed(unknown.map(quote))}`,
    );
  }
  return { shards: fleet.shards.filter((shard) => shards.has(shard)), domains };
}
