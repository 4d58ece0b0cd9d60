/** `mailzone status`: how far each migration, each DKIM key and each key of a mail host is, and what comes next. */
import { shellCommand } from "../../../tools/shell-word.mjs";
import { EngineRefused } from "../../engine/refused.ts";
import { stackName } from "../../engine/stack-name.ts";
import { exportState } from "../../engine/state.ts";
import type { PublishedPhase } from "../../inventory/published-phase.ts";
import { type HostStatus, hostStatuses } from "../../live/dane/host-status.ts";
import { askPresented } from "../../live/dane/presented.ts";
import { askRecordsAt } from "../../live/dane/records-at.ts";
import { hasStates, keyStatuses } from "../../live/dkim/key-status.ts";
import { askKeysAt, type KeyedIn, keyedIn } from "../../live/dkim/keys-at.ts";
import { openAsker } from "../../live/dns/asker.ts";
import { askMailAt, type MigratingIn, type ServerMail } from "../../live/migration/mail-at.ts";
import { type MigrationStatus, migrationStatuses, phasesInState } from "../../live/migration/status.ts";
import type { StateFile } from "../../live/stack-state.ts";
import type { World } from "../../live/verify/verify.ts";
import { type Loaded, sound } from "../../pipeline.ts";
import type { Domain } from "../../preset/domain.ts";
import { statusJson } from "../../report/status-json.ts";
import { printStatus, statusLine } from "../../report/status-text.ts";
import { counted } from "../../words/text.ts";
import { load } from "../output.ts";
import { printJson, printResult } from "../print.ts";
import { type Progress, whileWaiting } from "../progress.ts";
import { printLoaded } from "../report.ts";
import { hintNext, type Shown } from "../shown.ts";
import { specPaths } from "../stack/spec-paths.ts";
import { canBegin, type DnsOptions, readResolvers, readStart, resolverOf } from "./dns-options.ts";
import { readSmtp, type Smtp, type SmtpOptions } from "./smtp-options.ts";

interface Options extends DnsOptions, SmtpOptions, Shown {
  readonly stack?: string;
  readonly only: readonly string[];
  readonly format: "text" | "json";
}

/** @throws CannotRun when the paths or the options cannot be used */
export async function status(paths: readonly string[], options: Options): Promise<void> {
  const { stack, format, only } = options;
  const settings = { start: readStart(options.root), resolvers: readResolvers(options.resolver) };
  const smtp = readSmtp(options);
  const loaded = load(specPaths(paths, stack), only, stack && stackName(stack));
  // a spec with errors has no phase that could be published
  if (sound(loaded).errors !== undefined) return printLoaded(loaded, { ...options, format });
  const migrating = migratingIn(loaded);
  const notes: string[] = [];
  const phases = await phasesOf(
    new Set(migrating.flatMap(({ domain }) => domain.spec.stack ?? [])),
    stack,
    notes,
  );
  const homeless = migrating.filter(({ domain }) => domain.spec.stack === undefined).length;
  if (homeless > 0)
    notes.push(
      `${counted(homeless, "domain")} outside stacks/STACK: no state says since when the phase is published`,
    );
  const keyed = keyedIn(loaded.zones, hasStates);
  const hosting = keyedIn(loaded.zones, ({ dane = [] }) => dane.length > 0);
  const isAwaited = migrating.length + keyed.length + hosting.length > 0;
  const isAsked = isAwaited && (await canBegin(settings));
  if (isAwaited && !isAsked)
    notes.push("DNS could not be asked: no server at which the delegation begins answers");
  const world = { asker: openAsker({}), ...settings };
  const servers = isAsked
    ? await whileWaiting("asking DNS", (shown) => askServers(migrating, world, shown))
    : undefined;
  const keyServers = isAsked
    ? await whileWaiting("asking DNS for keys", () => askKeysAt(keyed, world))
    : undefined;
  const domains = [...new Set(migrating.map(({ domain }) => domain))];
  const now = new Date();
  const statuses = migrationStatuses(domains, {
    phases,
    servers: servers ?? new Map(),
    now,
    apply: applyCommand,
  });
  const keys = keyed.flatMap((one) => keyStatuses(one, { servers: keyServers, now, apply: applyCommand }));
  const hosts = isAsked
    ? await whileWaiting("asking DNS and mail hosts", () => hostsIn(hosting, world, smtp, now))
    : hosting.flatMap((one) =>
        hostStatuses(one, { heard: undefined, presented: undefined, now, apply: applyCommand }),
      );
  const others = loaded.domains.length - statuses.length;
  if (format === "json") printJson(statusJson(statuses, keys, hosts, others, notes));
  else {
    printResult(printStatus(statuses, keys, hosts, notes));
    if (!options.quiet) printResult(statusLine(statuses, others));
    hintNext(nextOf(statuses), options);
  }
}

async function askServers(
  migrating: readonly MigratingIn[],
  world: World,
  { tell }: Progress,
): Promise<ReadonlyMap<Domain, readonly ServerMail[]>> {
  let asked = 0;
  const zones = new Set(migrating.map(({ zone }) => zone)).size;
  return await askMailAt(migrating, world, () => tell(`${++asked} of ${counted(zones, "zone")} asked`));
}

async function hostsIn(
  hosting: readonly KeyedIn[],
  world: World,
  smtp: Smtp | undefined,
  now: Date,
): Promise<readonly HostStatus[]> {
  const names = hosting.flatMap(({ domain: { dane = [] } }) => dane.map(({ host }) => host));
  const [heard, presented] = await Promise.all([
    askRecordsAt(hosting, world),
    smtp && askPresented([...new Set(names)], { ...smtp, resolver: resolverOf(world.asker, world) }),
  ]);
  return hosting.flatMap((one) => hostStatuses(one, { heard, presented, now, apply: applyCommand }));
}

/** The command that comes next, if it is one for all domains that have one. */
function nextOf(statuses: readonly MigrationStatus[]): string {
  const [command, ...others] = new Set(statuses.flatMap((status) => status.command ?? []));
  return command !== undefined && others.length === 0 ? command : "";
}

export const applyCommand = (stack: string | undefined): string =>
  shellCommand(["pulumi", "up", ...(stack === undefined ? [] : ["--stack", stack])]);

/** Each migrating domain with the first of its zones: on several clouds, DNS leads to the same servers from each. */
function migratingIn({ zones }: Loaded): readonly MigratingIn[] {
  const found = new Map<string, MigratingIn>();
  for (const zone of zones) {
    for (const { domain } of zone.domains) {
      if (domain.spec.migration !== undefined && !found.has(domain.spec.domain))
        found.set(domain.spec.domain, { domain, zone });
    }
  }
  return [...found.values()];
}

/** What the states of the stacks say, by the names of their folders; for one that cannot be read, a note. */
async function phasesOf(
  stacks: ReadonlySet<string>,
  given: string | undefined,
  notes: string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, PublishedPhase>>> {
  const phases = new Map<string, ReadonlyMap<string, PublishedPhase>>();
  for (const stack of stacks) {
    try {
      const state = JSON.parse(
        await whileWaiting(`reading the state of stack ${stack}`, () => exportState(given ?? stack)),
      ) as StateFile;
      phases.set(stack, phasesInState(state));
    } catch (error) {
      if (!(error instanceof EngineRefused)) throw error;
      notes.push(`the state of stack ${stack} could not be read: ${error.message}`);
    }
  }
  return phases;
}
