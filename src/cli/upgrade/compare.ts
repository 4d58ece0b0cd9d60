/** What two versions of mailzone publish for the same specs, compared RRset by RRset. Pure. */
import { z } from "zod";
import { checkDocument, type findingDocument } from "../../report/json.ts";
import type { UpgradeDocument, UpgradeDomain, UpgradeRRset } from "../../report/upgrade-json.ts";

/** Of what another version prints, the part that is compared: later versions may have more. */
const publishedRRset = z.object({
  name: z.string(),
  type: z.string(),
  ttl: z.int(),
  data: z.array(z.string()),
});
export const published = z.object({
  version: z.literal(1),
  zones: z.array(
    z.object({
      domain: z.string(),
      zone: z.string(),
      cloud: z.string(),
      account: z.string().optional(),
      rrsets: z.array(publishedRRset),
    }),
  ),
});
export const checked = z.object({
  version: z.literal(1),
  findings: z.array(z.object(checkDocument.shape.findings.element.shape)),
});

type FindingJson = z.infer<typeof findingDocument>;

/** A version of mailzone and what it prints. */
export interface Version {
  readonly name: string;
  readonly zones: z.infer<typeof published>["zones"];
  readonly findings: readonly FindingJson[];
}

export function compareVersions(before: Version, after: Version): UpgradeDocument {
  const domains = compareZones(before.zones, after.zones);
  const findings = newFindings(before.findings, after.findings);
  const count = (kind: "added" | "removed" | "changed"): number =>
    domains.reduce((sum, domain) => sum + domain[kind].length, 0);
  const ofSeverity = (severity: FindingJson["severity"]): number =>
    findings.filter((one) => one.severity === severity).reduce((sum, { more }) => sum + 1 + more, 0);
  return {
    version: 1,
    from: before.name,
    to: after.name,
    domains,
    findings: [...findings],
    summary: {
      domains: new Set(domains.map(({ domain }) => domain)).size,
      added: count("added"),
      removed: count("removed"),
      changed: count("changed"),
      errors: ofSeverity("error"),
      warnings: ofSeverity("warning"),
      infos: ofSeverity("info"),
    },
  };
}

/** Whether anything in it changes what is published: other records, or errors, with which nothing is. */
export const changesAnything = ({ domains, summary }: UpgradeDocument): boolean =>
  domains.length > 0 || summary.errors > 0;

type ZoneJson = Version["zones"][number];

function compareZones(before: Version["zones"], after: Version["zones"]): UpgradeDomain[] {
  const keyOf = ({ domain, zone, cloud, account }: ZoneJson): string =>
    JSON.stringify([domain, zone, cloud, account]);
  const old = new Map(before.map((zone) => [keyOf(zone), zone]));
  const now = new Map(after.map((zone) => [keyOf(zone), zone]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const { domain, zone, cloud, account = null } = (was ?? is) as ZoneJson;
    const compared = compareRRsets(was?.rrsets ?? [], is?.rrsets ?? []);
    const isSame = Object.values(compared).every((list) => list.length === 0);
    return isSame ? [] : [{ domain, zone, cloud, account, ...compared }];
  });
}

function compareRRsets(
  before: ZoneJson["rrsets"],
  after: ZoneJson["rrsets"],
): Pick<UpgradeDomain, "added" | "removed" | "changed"> {
  const keyOf = ({ name, type }: UpgradeRRset): string => `${name} ${type}`;
  // of records in a set, the order means nothing
  const sets = (rrsets: ZoneJson["rrsets"]): ReadonlyMap<string, UpgradeRRset> =>
    new Map(rrsets.map((one) => [keyOf(one), { ...one, data: one.data.toSorted() }]));
  const [old, now] = [sets(before), sets(after)];
  const setOf = ({ ttl, data }: UpgradeRRset) => ({ ttl, data });
  return {
    added: [...now.values()].filter((one) => !old.has(keyOf(one))),
    removed: [...old.values()].filter((one) => !now.has(keyOf(one))),
    changed: [...old.values()].flatMap((was) => {
      const is = now.get(keyOf(was));
      if (is === undefined || JSON.stringify(setOf(was)) === JSON.stringify(setOf(is))) return [];
      return [{ name: was.name, type: was.type, before: setOf(was), after: setOf(is) }];
    }),
  };
}

/** A finding is the same if it is about the same thing, however a version words it. */
function newFindings(before: readonly FindingJson[], after: readonly FindingJson[]): readonly FindingJson[] {
  const known = new Set(before.map(subject));
  return after.filter((finding) => !known.has(subject(finding)));
}

function subject({ code, severity, domain, file, line }: FindingJson): string {
  // of what mailzone brings along, the folder and the lines differ by version
  const [, own] = /\/(providers\/[^/]+)$/.exec(file ?? "") ?? [];
  const isBrought = own !== undefined && /(?:^|\/)(?:node_modules|dist)\//.test(file ?? "");
  return JSON.stringify([code, severity, domain, isBrought ? own : file, isBrought ? null : line]);
}
