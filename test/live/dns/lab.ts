/**
 * Real name servers on loopback: one NSD (https://nlnetlabs.nl/projects/nsd) for each address, so that a zone can be on some
 * and not on others. All of them have one port, as on the Internet.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openAsker } from "../../../src/live/dns/asker.ts";

/** By address, the zones that the server there has: their names with final dot, and their master files. */
export type Zones = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Lab {
  readonly port: number;
  close(): Promise<void>;
}

/** An SOA and the NS of a zone, which every zone begins with. */
export const apex = (...servers: readonly string[]): string =>
  ["@ 300 SOA ns. host. 1 3600 600 86400 60", ...servers.map((server) => `@ 300 NS ${server}`)].join("\n");

export async function startLab(zones: Zones): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), "mailzone-lab-"));
  const port = await freePort();
  const servers = Object.entries(zones).map(([address, own], i) =>
    startNsd(join(folder, `${i}`), address, port, own),
  );
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(stop));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(Object.entries(zones).map(([address, own]) => answering(address, port, own)));
  } catch (error) {
    await close();
    throw error;
  }
  return { port, close };
}

function startNsd(prefix: string, address: string, port: number, zones: Zones[string]): ChildProcess {
  const lines = [
    "server:",
    `  ip-address: ${address}@${port}`,
    "  server-count: 1",
    '  username: ""',
    '  database: ""',
    `  zonelistfile: "${prefix}.list"`,
    `  pidfile: "${prefix}.pid"`,
    `  xfrdfile: "${prefix}.xfrd"`,
    `  logfile: "${prefix}.log"`,
    '  zonesdir: ""',
    // Debian's NSD answers one address 200 times a second, and then drops: here all who ask have one address
    "  rrl-ratelimit: 0",
    "  rrl-whitelist-ratelimit: 0",
    "remote-control:",
    "  control-enable: no",
  ];
  for (const [i, [name, text]] of Object.entries(zones).entries()) {
    const file = `${prefix}.${i}.zone`;
    writeFileSync(file, `$ORIGIN ${name}\n${text}\n`);
    lines.push("zone:", `  name: "${name}"`, `  zonefile: "${file}"`);
    // whole zones go to this machine alone, but for one that keeps its records to itself
    if (!name.startsWith("closed.")) lines.push("  provide-xfr: 127.0.0.0/8 NOKEY");
  }
  writeFileSync(`${prefix}.conf`, `${lines.join("\n")}\n`);
  return spawn("nsd", ["-d", "-c", `${prefix}.conf`], { stdio: "ignore" });
}

/** NSD binds first and reads its zones later. */
async function answering(address: string, port: number, zones: Zones[string]): Promise<void> {
  const until = performance.now() + 20_000;
  for (const name of Object.keys(zones)) {
    for (;;) {
      const { ask } = openAsker({ timeout: 500, tries: 1 });
      const reply = await ask({ address, port }, { name, type: "SOA" });
      if (reply.kind === "answer" && reply.isAuthoritative) break;
      if (performance.now() > until) throw new Error(`nsd at ${address} does not serve ${name}`);
      await sleep(50);
    }
  }
}

/** Ends a server, and waits for its end. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await end;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket("udp4");
    socket.on("error", reject);
    socket.bind(0, "127.0.0.1", () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}
