/** `npm start`: the sample stack goes through the real engine to the stand-in clouds, then every record is asked for. */
import { spawn } from "node:child_process";
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import { observe } from "../src/live/observe.ts";
import { type Loaded, loadPaths } from "../src/pipeline.ts";
import { columns } from "../src/report/columns.ts";
import { printFindings } from "../src/report/text.ts";
import { withoutDot } from "../src/zone/name.ts";
import { printRdata } from "../src/zone/rdata.ts";
import { type DnsServer, startDnsServer } from "./dns-server.ts";
import { ensureSandboxHome, sandboxEnvironment } from "./home.ts";
import { ensureZones, wantedZones } from "./zones.ts";

const STACK = "sandbox";
const root = join(import.meta.dirname, "..");
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

const { zones, findings } = loadPaths([join("stacks", STACK)], root);
process.stdout.write(printFindings(findings.filter(({ severity }) => severity === "error")));

const home = ensureSandboxHome();
ensureZones(home, wantedZones(zones));

say(`pulumi up on the stack ${STACK}: specs in stacks/${STACK}, stand-in clouds in ${home}`);
await pulumi("stack", "select", "--create", "--stack", STACK);
await pulumi("up", "--stack", STACK, "--yes", "--skip-preview", "--suppress-progress");

say("\nEvery record asked over DNS, wanted against answered:\n");
const servers = new Map<string, DnsServer>();
let wrong = 0;
let records = 0;
for (const zone of zones) {
  const rows = await ask(zone);
  records += rows.length;
  wrong += rows.filter(({ right }) => !right).length;
  say(`${withoutDot(zone.name)} on ${zone.cloud.title}`);
  process.stdout.write(columns(rows.map(({ cells }) => cells)));
}
for (const server of servers.values()) await server.close();
say(
  wrong === 0
    ? `\n${records} records answered as wanted.`
    : `\n${wrong} of ${records} records not answered as wanted.`,
);
process.exitCode = wrong === 0 ? 0 : 1;

type Zone = Loaded["zones"][number];

interface Row {
  readonly right: boolean;
  readonly cells: readonly string[];
}

/** Asks the zone's cloud for each RRset; one row a record. */
async function ask(zone: Zone): Promise<Row[]> {
  const server = await serverOf(zone.cloud.id);
  const resolver = new Resolver();
  resolver.setServers([`127.0.0.1:${server.port}`]);
  const rows: Row[] = [];
  for (const rrset of zone.rrsets) {
    const wanted = rrset.records.map(({ data }) => printRdata(data));
    const answered = await observe(resolver, rrset.name, rrset.type);
    for (const value of new Set([...wanted, ...answered])) {
      const right = wanted.includes(value) && answered.includes(value);
      const verdict = right ? "ok" : wanted.includes(value) ? "NOT ANSWERED" : "NOT WANTED";
      rows.push({ right, cells: [verdict, withoutDot(rrset.name), rrset.type, shorten(value)] });
    }
  }
  return rows;
}

/** The DNS server that answers as one cloud would; started when it is first asked for. */
async function serverOf(cloud: Zone["cloud"]["id"]): Promise<DnsServer> {
  const known = servers.get(cloud);
  if (known !== undefined) return known;
  const server = await startDnsServer({ home, cloud });
  servers.set(cloud, server);
  return server;
}

function shorten(value: string): string {
  return value.length > 76 ? `${value.slice(0, 73)}...` : value;
}

/** Runs a Pulumi command on the sandbox; ends this program with its exit code when it fails. */
async function pulumi(...words: string[]): Promise<void> {
  const env = { ...process.env, ...sandboxEnvironment(home, process.env["MAILZONE_ENGINE_BIN"] ?? "") };
  const child = spawn("pulumi", [...words, "--non-interactive"], {
    cwd: root,
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code === 0) return;
  process.stderr.write(
    `\npulumi ${words[0]} failed: what it refuses stands above. \`npm run -s mailzone -- sandbox reset\` begins the sandbox anew.\n`,
  );
  process.exit(code ?? 1);
}
