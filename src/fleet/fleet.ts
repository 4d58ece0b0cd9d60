/** A fleet as its specs and its fleet.yaml make it: shards, each of them one Pulumi stack. */
import { atLeast, type Finding } from "../finding.ts";
import type { Loaded } from "../pipeline.ts";
import type { Zone } from "../plan/zone.ts";
import type { Domain } from "../preset/domain.ts";
import { STACKS } from "../spec/find.ts";
import type { FleetFile } from "../spec/fleet-file.ts";
import { accountKey, folderOf, outsideShards, shardStack } from "../spec/shard.ts";
import { withoutDot } from "../zone/name.ts";
import { countRecords } from "../zone/rrset.ts";
import { zonesOfOthers } from "./other-fleets.ts";

export interface Shard {
  readonly name: string;
  readonly stack: string;
  readonly domains: readonly Domain[];
  readonly zones: readonly Zone[];
  /** What is written to the clouds: record resources. */
  readonly records: number;
  /** Clouds and accounts, sorted. */
  readonly accounts: readonly string[];
  /** What is wrong with its own specs. */
  readonly findings: readonly Finding[];
}

export interface Fleet {
  readonly file: FleetFile;
  /** By name. */
  readonly shards: readonly Shard[];
  readonly loaded: Loaded;
  /** Findings that are no single shard's, such as a spec that cannot be read: an error among them may concern any. */
  readonly shared: readonly Finding[];
}

/** `own` is what all of its specs are, `root` the project's folder. */
export function openFleet(file: FleetFile, own: Loaded, root: string): Fleet {
  const loaded = { ...own, findings: [...own.findings, ...zonesOfOthers(file, own.zones, root)] };
  const prefix = shardStack(file.name, "");
  const domains = Map.groupBy(loaded.domains, ({ spec }) => spec.stack ?? "");
  const zones = Map.groupBy(loaded.zones, (zone) => stackOf(zone));
  const { byStack, shared } = sortFindings(loaded, file);
  // one of whose specs none can be read is a shard all the same
  const faulty = [...byStack].flatMap(([stack, own]) => (atLeast(own, "error").length > 0 ? stack : []));
  const shards = [...new Set([...domains.keys(), ...faulty])].sort().map((stack): Shard => {
    const own = zones.get(stack) ?? [];
    return {
      name: stack.slice(prefix.length),
      stack,
      domains: domains.get(stack) ?? [],
      zones: own,
      records: own.reduce((sum, { rrsets }) => sum + countRecords(rrsets), 0),
      accounts: [
        ...new Set(
          own.map(({ cloud, account }) =>
            accountKey({ cloud: cloud.id, ...(account !== undefined && { account }) }),
          ),
        ),
      ].sort(),
      findings: byStack.get(stack) ?? [],
    };
  });
  return { file, shards, loaded, shared };
}

/** `fleet-zone-split` refuses a zone of several. */
const stackOf = ({ domains: [first] }: Zone): string => first?.domain.spec.stack ?? "";

/** A finding is of the shards whose domain it names, or whose specs are in the file that it is about, or in whose folder that is. */
function sortFindings(
  { domains, findings }: Loaded,
  fleet: FleetFile,
): {
  readonly byStack: ReadonlyMap<string, readonly Finding[]>;
  readonly shared: readonly Finding[];
} {
  const ofDomain = stacksBy(domains, ({ spec }) => withoutDot(spec.domain));
  const ofFile = stacksBy(domains, ({ spec }) => spec.place.file);
  const byStack = new Map<string, Finding[]>();
  const shared: Finding[] = [];
  for (const finding of findings) {
    const file = finding.place?.file ?? "";
    const stacks = ofDomain.get(finding.domain ?? "") ?? ofFile.get(file) ?? stackOfFolder(file, fleet);
    if (stacks === undefined) shared.push(finding);
    for (const stack of stacks ?? []) {
      const own = byStack.get(stack);
      if (own === undefined) byStack.set(stack, [finding]);
      else own.push(finding);
    }
  }
  return { byStack, shared };
}

/** Where each folder is a shard, also what cannot be read is known to be of one. */
function stackOfFolder(file: string, fleet: FleetFile): ReadonlySet<string> | undefined {
  const folder = `${STACKS}/${fleet.name}/`;
  if (!("by" in fleet.rule) || fleet.rule.by !== "folder" || !file.startsWith(folder)) return undefined;
  const shard = folderOf(file.slice(folder.length), "/");
  return outsideShards(fleet, file, shard) === undefined
    ? new Set([shardStack(fleet.name, shard)])
    : undefined;
}

function stacksBy(
  domains: readonly Domain[],
  keyOf: (domain: Domain) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const stacks = new Map<string, Set<string>>();
  for (const domain of domains) {
    const key = keyOf(domain);
    const known = stacks.get(key);
    const stack = domain.spec.stack ?? "";
    if (known === undefined) stacks.set(key, new Set([stack]));
    else known.add(stack);
  }
  return stacks;
}
