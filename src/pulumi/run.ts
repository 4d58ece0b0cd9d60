/** A run of the program: what is known about the stack before any cloud is asked. */
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi/errors.js";
import * as log from "@pulumi/pulumi/log/index.js";
import { getProject, getRootDirectory, getStack } from "@pulumi/pulumi/metadata.js";
import type { ProviderResource } from "@pulumi/pulumi/resource.js";
import { nameNotYours, notYours } from "../check/name/name-not-yours.ts";
import type { Finding } from "../finding.ts";
import { knownServers } from "../inventory/known-servers.ts";
import { LookUps } from "../inventory/look-ups.ts";
import { systemClock } from "../inventory/rate-limit.ts";
import { findRunner, type Runner } from "../inventory/runner.ts";
import { type Loaded, loadPaths, type Sound, sound } from "../pipeline.ts";
import { withDelegations } from "../plan/delegation.ts";
import type { Zone } from "../plan/zone.ts";
import { ForbiddenPath, refuseOutside, UnusablePath } from "../spec/find.ts";
import type { StackConfig } from "../spec/stack-config.ts";
import { siblingSpecs } from "../spec/stack-specs.ts";
import { hasUnspoken, visitsToOthers } from "../view/visiting.ts";
import { counted, visible } from "../words/text.ts";
import { openAccounts, unknownAccounts } from "./accounts.ts";
import { missingSdks } from "./cloud-sdk/cloud-sdks.ts";
import { ofSpecs } from "./findings-file.ts";
import { type OwnShard, ownShard } from "./own-shard.ts";
import { type OwnedStack, readOwned } from "./owned.ts";
import { refuse } from "./refuse.ts";
import { usableConfig } from "./stack-config.ts";
import { findZoneIds, type ZoneIds } from "./zone-ids.ts";

export interface Run {
  readonly owned: OwnedStack;
  readonly config: StackConfig;
  readonly loaded: Sound;
  /** The provider of a zone, registered on first use. */
  readonly providerOf: (zone: Zone) => ProviderResource;
  /** Options for look-ups and resources. */
  readonly optionsOf: (zone: Zone) => { readonly provider: ProviderResource };
  readonly lookUps: LookUps;
}

/** @throws RunError when the config cannot be used or a spec has an error */
export async function openRun(): Promise<Run> {
  // first of all: if a program ends before it has talked to the engine, the SDK takes 20 s to exit
  const owned = await readOwned();
  const shard = ownShard();
  const config = usableConfig(shard);
  const runner = findRunner(process.env);
  const files = shard && runner && (await filesOfShard(runner));
  const specs = loadSpecs(config, owned, shard, files);
  const loaded = sound(specs, [
    ...missingSdks(specs.zones),
    ...unknownAccounts(specs.zones, config),
    ...namesOfOtherStacks(specs),
  ]);
  if (loaded.errors !== undefined) return refuse({ ...loaded, findings: ofSpecs(loaded.findings) });
  const zones = withDelegations(loaded.zones, knownServers(loaded.zones, owned.zones));
  const providerOf = openAccounts(config);
  return {
    owned,
    config,
    loaded: { ...loaded, zones },
    providerOf,
    optionsOf: (zone) => ({ provider: providerOf(zone) }),
    lookUps: new LookUps(systemClock, runner?.keepRate),
  };
}

/** The ids of the run's zones. */
export const findRunZoneIds = ({ loaded, config, owned, optionsOf, lookUps }: Run): Promise<ZoneIds> =>
  findZoneIds(loaded.zones, { zoneIds: config.zoneIds, made: owned.zones }, optionsOf, lookUps);

/**
 * Records at names for which a spec of another stack speaks. `mailzone check` sees all stacks at once; a run has one, so the
 * others' specs are read if it has names that none of its own covers.
 */
function namesOfOtherStacks({ zones }: Loaded): Finding[] {
  if (!hasUnspoken(zones)) return [];
  const { id: code, severity } = nameNotYours;
  return visitsToOthers(zones, siblingSpecs(getRootDirectory(), getStack()))
    .filter(({ grant }) => grant === undefined)
    .map((visit) => ({ severity, ...notYours(visit), code }));
}

/** @throws RunError if the runner has ended: it was to see the result */
async function filesOfShard(runner: Runner): Promise<readonly string[]> {
  const files = await runner.filesOf(getStack());
  if (files === undefined)
    throw new RunError("the mailzone fleet that started this run has ended; nothing was changed");
  return files;
}

/**
 * The specs of the files, or of the folder that the stack has. An empty, missing or unreadable one would mean "delete everything" to the
 * engine.
 */
function loadSpecs(
  config: StackConfig,
  owned: OwnedStack,
  shard: OwnShard | undefined,
  files: readonly string[] | undefined,
): Loaded {
  const root = getRootDirectory();
  const folder = shard?.specs ?? (config.specs === "" ? join("stacks", getStack()) : config.specs);
  try {
    // the stack's config is a file of the project
    refuseOutside(folder, root);
    const loaded = loadPaths(files ?? [folder], root, getStack());
    if (shard === undefined || loaded.domains.length > 0 || sound(loaded).errors !== undefined) return loaded;
    throw new UnusablePath(`no spec of the fleet ${shard.name} is in its shard ${shard.shard}`);
  } catch (error) {
    if (!(error instanceof UnusablePath)) throw error;
    if (error instanceof ForbiddenPath) {
      throw new RunError(
        `${visible(error.message)}; nothing was changed: set the stack config ${getProject()}:specs to a folder of the project`,
      );
    }
    if (owned.records.length + owned.zones.length > 0) {
      throw new RunError(
        `${visible(error.message)}. This stack owns ${counted(owned.records.length, "record")}, all of which would be deleted without specs, so nothing was changed. ` +
          `Restore the specs, or set the stack config ${getProject()}:specs to their folder; to delete everything on purpose, run pulumi destroy.`,
      );
    }
    void log.warn(`${visible(error.message)}: nothing to publish`);
    return { domains: [], zones: [], findings: [], waived: [], lines: () => undefined };
  }
}
