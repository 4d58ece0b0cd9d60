/** How far migrations, DKIM keys and the keys of mail hosts are, as text for people: a line for each domain, then what to do next. */
import type { HostStatus } from "../live/dane/host-status.ts";
import type { KeyStatus } from "../live/dkim/key-status.ts";
import type { KeyAnswer, ServerKey } from "../live/dkim/keys-at.ts";
import type { ServerMail, Whose } from "../live/migration/mail-at.ts";
import type { MigrationStatus } from "../live/migration/status.ts";
import type { Migration } from "../spec/spec.ts";
import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { counted, visible } from "../words/text.ts";
import { shownTime } from "../words/time.ts";
import { columns } from "./columns.ts";
import { printHosts } from "./dane-status.ts";
import { shownGroups } from "./server-groups.ts";

/** How many domains a line names before it counts the rest. */
const SHOWN = 3;

export function printStatus(
  statuses: readonly MigrationStatus[],
  keys: readonly KeyStatus[],
  hosts: readonly HostStatus[],
  notes: readonly string[],
): string {
  const head = ["domain", "phase", "since", "MX in DNS"];
  const rows = statuses.map(({ domain, migration, published, servers }) => [
    visible(shownName(domain)),
    migration.phase,
    sinceWhen(published, migration),
    shownServers(servers, migration),
  ]);
  const steps = [...Map.groupBy(statuses, ({ next }) => next)].map(
    ([next, those]) => `  ${named(those)}: ${next}\n`,
  );
  return [
    ...(rows.length > 0 ? [columns([head, ...rows]), "\nnext:\n", ...steps, "\n"] : []),
    ...(keys.length > 0 ? printKeys(keys) : []),
    ...(hosts.length > 0 ? printHosts(hosts) : []),
    ...notes.map((note) => `note: ${visible(note)}\n`),
  ].join("");
}

function printKeys(keys: readonly KeyStatus[]): string[] {
  const head = ["domain", "DKIM key", "state", "since", "in DNS"];
  const rows = keys.map(({ domain, key, state, servers }) => [
    visible(shownName(domain.spec.domain)),
    visible(key.selector),
    state,
    key.since === undefined ? "unknown" : key.since.length > 10 ? shownTime(key.since) : key.since,
    shownAnswers(servers),
  ]);
  const steps = keys.flatMap(({ domain, next }) =>
    next === undefined ? [] : [`  ${visible(shownName(domain.spec.domain))}: ${visible(next)}\n`],
  );
  return [columns([head, ...rows]), ...(steps.length > 0 ? ["\nnext:\n", ...steps] : []), "\n"];
}

/** `as wanted (4 servers)`; of several answers the most frequent first. */
function shownAnswers(servers: readonly ServerKey[]): string {
  const words: Readonly<Record<KeyAnswer, string>> = {
    wanted: "as wanted",
    other: "another record",
    none: "none",
    unanswered: "no answer",
  };
  return shownGroups(Map.groupBy(servers, ({ key }) => words[key]));
}

/** `others` have no migration. */
export const statusLine = (statuses: readonly MigrationStatus[], others: number): string =>
  `${counted(statuses.length, "domain")} in a migration, ${others} without\n`;

function named(statuses: readonly MigrationStatus[]): string {
  const names = statuses.slice(0, SHOWN).map(({ domain }) => visible(shownName(domain)));
  const rest = statuses.length - names.length;
  return listed(rest > 0 ? [...names, `${rest} more`] : names);
}

function sinceWhen(published: MigrationStatus["published"], { phase }: Migration): string {
  if (published === "unknown") return "unknown";
  return published === "none" || published.phase !== phase ? "not applied" : shownTime(published.since);
}

/** `tencent-exmail (4 servers)`; of several answers the most frequent first. */
function shownServers(servers: readonly ServerMail[], { from, to }: Migration): string {
  const words: Readonly<Record<Whose, string>> = {
    old: from.id,
    new: to.id,
    both: "both providers",
    same: "the same for both",
    other: "other hosts",
    none: "none",
    unanswered: "no answer",
  };
  return shownGroups(Map.groupBy(servers, ({ mail }) => words[mail]));
}
