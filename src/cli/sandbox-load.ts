/** `mailzone sandbox load`: the zones of files on the stand-in clouds, so that a migration can be rehearsed. */
import { existsSync } from "node:fs";
import process from "node:process";
import { ensureSandboxHome } from "../../sandbox/home.ts";
import { heldRecords, loadRecords, type Refused } from "../../sandbox/zone-load.ts";
import { ensureZones, type WantedZone } from "../../sandbox/zones.ts";
import { cloudOf, cloudOfServer } from "../cloud/clouds.ts";
import { enteringSandbox } from "../engine/sandbox-shell.ts";
import { nameableZones } from "../import/nameable.ts";
import type { SourceRecord, SourceZone } from "../import/source-zone.ts";
import type { Zone } from "../plan/zone.ts";
import { dnsHost } from "../preset/detect/suggest.ts";
import { CLOUD_IDS, type CloudId } from "../spec/cloud-id.ts";
import { STACKS } from "../spec/find.ts";
import { USUAL_TTL } from "../spec/usual-ttl.ts";
import { oneOf } from "../words/list.ts";
import { ownCommand } from "../words/own-command.ts";
import { counted } from "../words/text.ts";
import { withoutDot } from "../zone/name.ts";
import { countRecords, joinRecords, type RRset } from "../zone/rrset.ts";
import { zonesFromFiles } from "./import/from-files.ts";
import { CannotRun, exitBy, load, printFindingsAside, printResult } from "./output.ts";
import { usableCloud } from "./usable-cloud.ts";

interface Options {
  readonly dns?: string;
}

/** Nothing is loaded unless all of the zones can be. @throws CannotRun */
export async function loadZones(paths: readonly string[], { dns }: Options): Promise<void> {
  const cloud = dns === undefined ? undefined : usableCloud(dns, "--dns");
  const read = zonesFromFiles(paths);
  const { zones, findings: ofNames } = nameableZones(read.zones);
  const home = ensureSandboxHome();
  const placed = cloud === undefined ? zonesOfSpecs() : [];
  const wanted = zones.flatMap((source) => placesOf(source, cloud, placed).map((zone) => ({ source, zone })));
  for (const { zone } of wanted) refuseHeld(home, zone);
  let isRefused = false;
  for (const { source, zone } of wanted) {
    const rrsets = rrsetsOf(source);
    const refused = await fill(home, zone, rrsets);
    isRefused ||= refused.length > 0;
    printResult(report(source, zone, rrsets, refused));
  }
  if (wanted.length > 0)
    printResult(
      `next: ${enteringSandbox()}, then ${ownCommand("plan --stack STACK")} or ${ownCommand("adopt STACK")}`,
    );
  const findings = [...read.findings, ...ofNames, ...zones.flatMap((zone) => zone.findings)];
  printFindingsAside(findings);
  exitBy(findings);
  if (isRefused) process.exitCode = 1;
}

/** Where the specs of the project have their zones; what is wrong with specs is for `check` to say. */
const zonesOfSpecs = (): readonly Zone[] => (existsSync(STACKS) ? load([STACKS]).zones : []);

/** @throws CannotRun when nothing says which cloud has the zone */
function placesOf(
  source: SourceZone,
  cloud: CloudId | undefined,
  placed: readonly Zone[],
): readonly WantedZone[] {
  const name = withoutDot(source.zone);
  const bySpecs = placed.filter((zone) => zone.name === source.zone);
  if (cloud === undefined && bySpecs.length > 0)
    return bySpecs.map(({ cloud: { id }, account = "" }) => ({ cloud: id, name, account }));
  const host = cloud ?? dnsHost(source.records, source.zone, cloudOfServer);
  if (host === undefined)
    throw new CannotRun(
      `no spec and no name server says which cloud has ${name}: add --dns (${oneOf(CLOUD_IDS.toSorted())})`,
    );
  return [{ cloud: host, name }];
}

function refuseHeld(home: string, zone: WantedZone): void {
  const held = heldRecords(home, zone);
  if (held === 0) return;
  throw new CannotRun(
    `${zone.name} is on the sandbox already, with ${counted(held, "record")}, so nothing was loaded; ${ownCommand("sandbox reset")} empties it`,
  );
}

/** Without the NS at the top, which the cloud gives to the zone. */
function rrsetsOf({ records, zone, from }: SourceZone): readonly RRset[] {
  const place = { file: from, line: undefined, column: undefined };
  const isOwn = ({ name, data }: SourceRecord): boolean => data.type !== "NS" || name !== zone;
  return joinRecords(
    records
      .filter(isOwn)
      .map((one) => ({ name: one.name, ttl: one.ttl ?? USUAL_TTL, data: one.data, origin: { place } })),
  ).rrsets;
}

async function fill(home: string, zone: WantedZone, rrsets: readonly RRset[]): Promise<readonly Refused[]> {
  const [stored] = ensureZones(home, [zone]);
  if (stored === undefined) throw new Error(`the sandbox has no zone ${zone.name}`);
  const at = { name: `${zone.name}.`, id: stored.id };
  return await loadRecords(
    home,
    stored,
    rrsets.flatMap((rrset) => cloudOf(zone.cloud).lower(rrset, at)),
  );
}

function report(
  { others }: SourceZone,
  { name, cloud, account = "" }: WantedZone,
  rrsets: readonly RRset[],
  refused: readonly Refused[],
): string {
  const records = countRecords(rrsets);
  const where = `${cloudOf(cloud).title}${account === "" ? "" : `, account ${account}`}`;
  return [
    `${name} on ${where}: ${counted(records, "record")} read`,
    ...refused.map((one) => `  refused  ${one.name}: ${one.why}`),
    ...others.map((one) => `  left out  ${withoutDot(one.name)} ${one.type}: ${one.why}`),
  ].join("\n");
}
