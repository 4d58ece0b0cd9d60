/** What `pulumi up` runs: the stack's specs, judged as `mailzone check` judges them, become its resources. */
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi/errors.js";
import * as log from "@pulumi/pulumi/log/index.js";
import { getRootDirectory, getStack } from "@pulumi/pulumi/metadata.js";
import type { ProviderResource } from "@pulumi/pulumi/resource.js";
import { keptResources, withPassingAnchors } from "../inventory/kept.ts";
import { LookUps } from "../inventory/look-ups.ts";
import { unsettled } from "../live/judge.ts";
import { type Loaded, loadPaths } from "../pipeline.ts";
import { planZones } from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import { UnusablePath } from "../spec/find.ts";
import { toUnicode, withoutDot } from "../zone/name.ts";
import { accountIdOf, missingAccountIds, openAccounts, unknownAccounts } from "./accounts.ts";
import { tellFindings } from "./findings-file.ts";
import { judgeChange } from "./guards.ts";
import { keepsOwned, refuseHomeless } from "./keep.ts";
import { judgeLiveZones } from "./live-zones.ts";
import { MailDomain } from "./mail-zone.ts";
import { type NameServers, nameServersOf } from "./name-servers.ts";
import { type OwnedStack, readOwned } from "./owned.ts";
import { flippingAnchors, planReplace } from "./plan-replace.ts";
import { planUnsettled } from "./plan-unsettled.ts";
import { registerResources } from "./records.ts";
import { refuseErrors, refuseLive } from "./refuse.ts";
import { withoutDebugMessages, withoutSourcePositions } from "./sdk-debugging.ts";
import { readStackConfig, type StackConfig } from "./stack-config.ts";
import { documentPath, writeDocument, writeSurvey } from "./survey.ts";
import { warn } from "./warn.ts";
import { findZoneIds } from "./zone-ids.ts";
import { lookUpZones } from "./zone-look-ups.ts";

/** The stack's outputs. */
export interface Outputs {
  /** One line a mail domain. */
  readonly domains?: Readonly<Record<string, string>>;
  /** The servers that the registrar is to name: by zone, then by cloud, with its account where that has a name. */
  readonly nameServers?: NameServers;
}

/**
 * Registers everything the stack's specs stand for.
 * @throws RunError with every finding when one is an error; nothing is registered then
 */
export async function publishStack(): Promise<Outputs> {
  withoutDebugMessages();
  // first of all: a program that ends before it has talked to the engine takes the SDK 20 s to end
  const owned = await readOwned();
  const config = usableConfig();
  const loaded = loadSpecs(config, owned);
  refuseErrors([...loaded.findings, ...unknownAccounts(loaded.zones, config)]);

  const surveyTo = documentPath("MAILZONE_SURVEY");
  const zonesTo = documentPath("MAILZONE_ZONES");
  const providerOf = openAccounts(config);
  const optionsOf = (zone: Zone) => ({ provider: providerOf(zone) });
  const lookUps = new LookUps();
  if (zonesTo !== undefined) {
    const known = { ...config, made: owned.zones };
    writeDocument(zonesTo, await lookUpZones(loaded.zones, known, optionsOf, lookUps));
    return {};
  }
  if (surveyTo === undefined && keepsOwned()) return keepOwned(loaded, owned, providerOf);
  const zoneIds = await findZoneIds(loaded.zones, { ...config, made: owned.zones }, optionsOf, lookUps);
  const { ids, absent, findings } = zoneIds;
  if (surveyTo === undefined) refuseErrors([...findings, ...missingAccountIds(absent, config)]);

  const planned = planZones(loaded.zones);
  const live = await judgeLiveZones(loaded, planned, owned, zoneIds, config, lookUps, optionsOf);
  if (surveyTo !== undefined) {
    const { zones } = loaded;
    const told = [
      ...findings,
      ...live.unread,
      ...live.findings,
      ...planUnsettled(zones, planned, owned, getStack()),
    ];
    writeSurvey(surveyTo, {
      zones,
      ids,
      absent,
      planned,
      owned,
      comparisons: live.comparisons,
      findings: told,
    });
    return {};
  }
  const guarded = [
    ...(await judgeChange(loaded.zones, planned, owned, config)),
    ...planUnsettled(loaded.zones, planned, owned, getStack()),
  ];
  refuseLive(live, guarded);
  const anchored = withPassingAnchors(planned, owned);
  const flips = flippingAnchors(anchored, owned);
  const domains = summaries(loaded.zones);
  const known = unsettled(loaded.findings, live.comparisons);
  const worthKnowing = [...known, ...live.findings, ...guarded, ...planReplace(anchored, flips)];
  const components = new Map<string, MailDomain>();
  const isProtected = protectedDomains(loaded);
  const made = withoutTraces(() => {
    const registration = {
      parentOf: (domain: string) => component(components, domain, isProtected),
      zoneIdOf: (zone: Zone) => ids.get(zone),
      accountIdOf: (zone: Zone) => accountIdOf(zone, config),
      optionsOf,
    };
    const zones = registerResources(anchored, registration, new Set(flips.map(({ name }) => name)));
    for (const [domain, { records }] of published(loaded.zones))
      components.get(domain)?.complete({ records });
    return zones;
  });
  tellFindings(worthKnowing);
  warn(worthKnowing, ({ domain = "" }) => components.get(domain));
  return { domains, ...nameServersOf(made) };
}

/**
 * Registers what the stack owns as it is, with the components and providers of its specs: what `mailzone adopt` runs
 * before and after an import. No record is created, changed or deleted.
 * @throws RunError where something owned has no place among the specs, since it would be deleted
 */
function keepOwned(loaded: Loaded, owned: OwnedStack, providerOf: (zone: Zone) => ProviderResource): Outputs {
  const { zones } = loaded;
  const { resources, homeless } = keptResources(zones, planZones(zones), owned);
  const domains = published(zones);
  refuseHomeless(
    homeless.map(({ name }) => name),
    owned.domains.filter((domain) => !domains.has(domain)),
  );
  const components = new Map<string, MailDomain>();
  const isProtected = protectedDomains(loaded);
  const made = withoutTraces(() => {
    for (const zone of zones) providerOf(zone);
    const parentOf = (domain: string): MailDomain => component(components, domain, isProtected);
    const kept = registerResources(resources, {
      parentOf,
      zoneIdOf: () => undefined,
      // whatever the arguments say, the engine takes those of the state
      optionsOf: (zone) => ({ provider: providerOf(zone), ignoreChanges: ["*"] }),
    });
    for (const [domain, { records }] of domains) parentOf(domain).complete({ records });
    return kept;
  });
  // whoever has left it set in a shell would wonder why nothing is applied
  void log.warn("MAILZONE_KEEP is set: what the stack owns is kept as it is, and no spec is applied");
  return { domains: summaries(zones), ...nameServersOf(made) };
}

function usableConfig(): StackConfig {
  const config = readStackConfig();
  if ("problems" in config) throw new RunError(config.problems.join("\n"));
  const inSandbox = Boolean(process.env["MAILZONE_SANDBOX"]);
  if (inSandbox === config.sandbox) return config;
  throw new RunError(
    inSandbox
      ? `the stack ${getStack()} is not a sandbox stack, but this shell is set up for the sandbox: leave that shell, or set the stack config mailzone:sandbox to true`
      : `the stack ${getStack()} belongs to the sandbox, and this shell does not: run eval "$(npm run -s mailzone -- sandbox env)" first, or npm start`,
  );
}

/** An empty, missing or unreadable folder would mean "delete everything" to the engine. */
function loadSpecs(config: StackConfig, owned: OwnedStack): Loaded {
  const root = getRootDirectory();
  const folder = config.specs === "" ? join("stacks", getStack()) : config.specs;
  try {
    return loadPaths([folder], root);
  } catch (error) {
    if (!(error instanceof UnusablePath)) throw error;
    if (owned.records.length + owned.zones.length > 0) {
      throw new RunError(
        `${error.message}. This stack owns ${owned.records.length} records, and without specs all of them would be deleted, so nothing is done. ` +
          "Put the specs back, or set the stack config mailzone:specs to their folder; to delete everything on purpose run pulumi destroy.",
      );
    }
    void log.warn(`${error.message}: there is nothing to publish`);
    return { domains: [], zones: [], findings: [] };
  }
}

/**
 * The SDK takes a stack trace for every input of every resource, which costs more than all the rest (bench/README.md). It
 * goes on doing so until the engine has answered for each of them, so traces stay off when all went well: hardly anything
 * of this program is left to run then.
 */
function withoutTraces<T>(register: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return withoutSourcePositions(register);
  } catch (cause) {
    Error.stackTraceLimit = stackTraceLimit;
    throw new Error("a resource could not be registered", { cause });
  }
}

interface Published {
  readonly records: number;
  /** `9 records on cloudflare`, one for each cloud. */
  readonly where: readonly string[];
}

/** What each mail domain has, by its name without the final dot. */
function published(zones: readonly Zone[]): ReadonlyMap<string, Published> {
  const domains = new Map<string, Published>();
  for (const zone of zones) {
    const account = zone.account === undefined ? "" : ` (${zone.account})`;
    for (const { domain, rrsets } of zone.domains) {
      const name = withoutDot(domain.spec.domain);
      const before = domains.get(name) ?? { records: 0, where: [] };
      const records = rrsets.reduce((sum, rrset) => sum + rrset.records.length, 0);
      const where = [...before.where, `${records} records on ${zone.cloud.id}${account}`];
      domains.set(name, { records: before.records + records, where });
    }
  }
  return domains;
}

function summaries(zones: readonly Zone[]): Record<string, string> {
  return Object.fromEntries(
    [...published(zones)].map(([name, { where }]) => {
      const readable = toUnicode(name);
      return [name, `${where.join(", ")}${readable === name ? "" : `: ${readable}`}`];
    }),
  );
}

/** The mail domains whose spec says `protect: true`, without final dots. */
function protectedDomains({ domains }: Loaded): ReadonlySet<string> {
  const marked = domains.filter(({ spec }) => spec.input.protect === true);
  return new Set(marked.map(({ spec }) => withoutDot(spec.domain)));
}

function component(
  components: Map<string, MailDomain>,
  domain: string,
  isProtected: ReadonlySet<string>,
): MailDomain {
  const known = components.get(domain);
  if (known !== undefined) return known;
  const made = new MailDomain(domain, { protect: isProtected.has(domain) });
  components.set(domain, made);
  return made;
}
