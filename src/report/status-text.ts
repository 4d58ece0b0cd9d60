/** How far migrations are, as text for people: a line for each domain, then what to do next. */
import type { ServerMail, Whose } from "../live/migration/mail-at.ts";
import type { MigrationStatus } from "../live/migration/status.ts";
import type { Migration } from "../spec/spec.ts";
import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { counted, visible } from "../words/text.ts";
import { shownTime } from "../words/time.ts";
import { columns } from "./columns.ts";

/** How many domains a line names before it counts the rest. */
const SHOWN = 3;

export function printStatus(statuses: readonly MigrationStatus[], notes: readonly string[]): string {
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
    ...notes.map((note) => `note: ${visible(note)}\n`),
  ].join("");
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
  if (servers.length === 0) return "not asked";
  const words: Readonly<Record<Whose, string>> = {
    old: from.id,
    new: to.id,
    both: "both providers",
    same: "the same for both",
    other: "other hosts",
    none: "none",
    unanswered: "no answer",
  };
  const groups = [...Map.groupBy(servers, ({ mail }) => mail)].sort(([, a], [, b]) => b.length - a.length);
  return groups
    .map(([mail, those], i) => `${words[mail]} (${i === 0 ? counted(those.length, "server") : those.length})`)
    .join(", ");
}
