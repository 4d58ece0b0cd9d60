/** What a domain without a spec has in DNS, judged by the checks, by what its records lead to, and by its delegation. */
import { cloudOfServer } from "../cloud/clouds.ts";
import { compareFindings, type Finding } from "../finding.ts";
import { isDmarc, isSelector, isSpf } from "../mail/text-kind.ts";
import { type Loaded, loadZoneFile } from "../pipeline.ts";
import type { Zone } from "../plan/zone.ts";
import { detect } from "../preset/detect/detect.ts";
import type { Observed } from "../preset/detect/facts.ts";
import { type Suggestion, suggest } from "../preset/detect/suggest.ts";
import type { Library } from "../preset/library.ts";
import { type Name, relativeName, withoutDot } from "../zone/name.ts";
import { compareNames, compareRdata, compareText } from "../zone/order.ts";
import { printRdata, printUndotted } from "../zone/rdata.ts";
import { readZoneFile } from "../zone/read-zone-file.ts";
import { advise } from "./advice/advice.ts";
import type { Asker } from "./dns/asker.ts";
import type { Start } from "./dns/iterating.ts";
import type { Server } from "./dns/reply.ts";
import type { Resolver } from "./dns/resolver.ts";
import { gather } from "./gather.ts";
import { resolverSource } from "./name-source.ts";
import { lookOutside } from "./outside/outside.ts";
import { unlessTold } from "./superseded.ts";
import { findingsOf } from "./verify/findings.ts";
import { seekingResolver, unlessSilent } from "./verify/verify.ts";
import { findServers, withoutTcp } from "./verify/zone-servers.ts";

export interface Diagnosis {
  readonly domain: Name;
  /** What DNS has, as a zone file that findings point into. */
  readonly loaded: Loaded;
  readonly records: readonly Observed[];
  readonly suggestion: Suggestion;
  /** Names that were asked for without an answer. */
  readonly unanswered: readonly Name[];
}

export interface Diagnosing {
  readonly resolver: Resolver;
  readonly asker: Asker;
  /** Without roots, the resolvers say which servers a zone has; undefined if servers cannot be asked from this network. */
  readonly start: Start | undefined;
  readonly resolvers: readonly Server[];
  readonly library: Library;
  readonly selectors: readonly string[];
}

/** @throws NoAnswer when DNS does not answer, NoSuchName when it has no such domain (gather.ts) */
export async function diagnose(domain: Name, world: Diagnosing): Promise<Diagnosis> {
  const { resolver, library, selectors } = world;
  const presets = library.presets();
  const found = await gather(resolverSource(resolver), domain, presets, selectors);
  const records = found.records.toSorted(
    (a, b) =>
      compareNames(a.name, b.name) ||
      compareText(a.data.type, b.data.type) ||
      compareText(printRdata(a.data), printRdata(b.data)),
  );
  const file = `${withoutDot(domain)} (DNS)`;
  const text = zoneText(domain, records);
  const loaded = loadZoneFile(
    file,
    text,
    { ...readZoneFile(file, text, domain), zone: domain },
    { domain, services: library.services },
  );
  const live = await judgeLive(domain, loaded.zones, world);
  const suggestion = suggest(
    detect(records, { domain, zone: domain }, presets),
    records,
    domain,
    library,
    cloudOfServer,
  );
  const findings = [...unlessTold(loaded.findings, live), ...live].sort(compareFindings);
  return { domain, loaded: { ...loaded, findings }, records, suggestion, unanswered: found.unanswered };
}

async function judgeLive(
  domain: Name,
  zones: readonly Zone[],
  world: Diagnosing,
): Promise<readonly Finding[]> {
  const { resolver } = world;
  const [zone] = zones;
  const [outside, delegation, advice] = await Promise.all([
    lookOutside(zones, resolver),
    zone === undefined ? [] : judgeDelegation(zone, world),
    zone === undefined ? [] : advise({ domain, zone, resolver }),
  ]);
  return [...delegation, ...outside, ...advice];
}

async function judgeDelegation(zone: Zone, world: Diagnosing): Promise<readonly Finding[]> {
  const { asker, start } = world;
  // an answer in the place of the servers says nothing of them
  if (start === undefined) return [];
  const resolver = seekingResolver({ ...world, start });
  const seen = await findServers(zone.name, { resolver, ask: asker.ask, port: start.port });
  const found = start.roots.length > 0 ? seen : unlessSilent(seen);
  // a name below a zone has no servers of its own
  const isCut = (await resolver.delegationOf(zone.name))?.zone === zone.name;
  if (found.state !== "delegated" && !isCut) return [];
  const failing = [...found.failing, ...(await withoutTcp(zone.name, found.servers, asker.ask))];
  return findingsOf([{ zone, ...found, failing, sets: [] }]);
}

function zoneText(domain: Name, records: readonly Observed[]): string {
  const lines = records.map(
    ({ name, data }) => `${relativeName(name, domain)} IN ${data.type} ${printRdata(data)}`,
  );
  return [`$ORIGIN ${domain}`, ...lines, ""].join("\n");
}

/** The texts and hosts that mail depends on. */
export function mailOf({ domain, records }: Diagnosis) {
  const texts = (name: Name, isKind: (text: string) => boolean): string[] =>
    records.flatMap((one) =>
      one.name === name && one.data.type === "TXT" && isKind(one.data.text) ? [one.data.text] : [],
    );
  return {
    mx: records
      .flatMap(({ name, data }) => (name === domain && data.type === "MX" ? [data] : []))
      .sort(compareRdata)
      .map(printUndotted),
    spf: texts(domain, isSpf),
    dkim: [
      ...new Set(
        records.flatMap(({ name, data }) =>
          isSelector(name) && (data.type === "TXT" || data.type === "CNAME")
            ? [name.slice(0, name.indexOf("._domainkey."))]
            : [],
        ),
      ),
    ],
    dmarc: texts(`_dmarc.${domain}`, isDmarc),
  };
}
