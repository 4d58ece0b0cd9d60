/** What a migration declares: guards that ask whether a change is intended need not ask about it again. */
import { placeDomains } from "../plan/placing.ts";
import type { Zone } from "../plan/zone.ts";
import type { Domain } from "../preset/domain.ts";
import type { Step } from "../spec/migration.ts";
import { once } from "../view/once.ts";
import type { Name } from "../zone/name.ts";
import { printRdata, type Rdata, type RecordType } from "../zone/rdata.ts";
import { recordsAt } from "../zone/rrset.ts";
import { type Change, isAt, type NameChange, type OwnedRecord, spotKey } from "./change.ts";

/**
 * Whether a name had of a type exactly what another step of its domain's migration publishes there. Anything else that
 * changes in the same run is a change of its own. After the last phase, the migration is over and only that declares.
 */
export function isDeclared(change: Change, { name, domain, before, zone }: NameChange): boolean {
  const [first] = before;
  if (first === undefined || zone === undefined) return false;
  const migrating = zone.domains.find((one) => one.domain.spec.domain === domain)?.domain;
  if (migrating?.steps === undefined) return false;
  const isOver = change.published.get(domain)?.phase === "finish";
  if (isOver && migrating.spec.migration?.phase !== "finish") return false;
  return [...placedSteps(migrating).values()].some((zones) => {
    const there = zones.find(({ cloud, account }) => cloud === zone.cloud && account === zone.account);
    return there !== undefined && isAll(there, name, first.type, before);
  });
}

/** The zones of a migrating domain at each step. */
const placedSteps = once(
  ({ steps }: Domain): ReadonlyMap<Step, readonly Zone[]> =>
    new Map([...(steps ?? [])].map(([step, domain]) => [step, placeDomains([domain]).zones])),
);

function isAll(zone: Zone, name: Name, type: RecordType, data: readonly Rdata[]): boolean {
  const wanted = recordsAt(zone.owners, name, type).map((record) => printRdata(record.data));
  return JSON.stringify(wanted.sort()) === JSON.stringify(data.map(printRdata).sort());
}

/** The owned records of every set that changes as a migration declares. */
export function declaredRecords(change: Change): readonly OwnedRecord[] {
  const migrating = change.zones.filter(({ domains }) => domains.some(({ domain }) => domain.steps));
  if (migrating.length === 0) return [];
  const sets = Map.groupBy(
    change.records,
    ({ spot, name, type }) => `${spotKey(spot)} ${name} ${type}`,
  ).values();
  return [...sets].flatMap((same) => {
    const [{ name, domain, spot }] = same as [OwnedRecord, ...OwnedRecord[]];
    const zone = migrating.find((one) => isAt(one, spot));
    const before = same.flatMap(({ data }) => data);
    return isDeclared(change, { name, domain, before, ttl: 0, after: [], zone }) ? same : [];
  });
}
