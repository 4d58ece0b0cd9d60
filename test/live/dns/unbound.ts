/** A real resolver on loopback: Unbound (https://nlnetlabs.nl/projects/unbound), which asks the lab's servers for these zones. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openAsker } from "../../../src/live/dns/asker.ts";
import type { Server } from "../../../src/live/dns/reply.ts";
import { stop } from "./lab.ts";

export interface Unbound {
  readonly server: Server;
  close(): Promise<void>;
}

export interface UnboundOptions {
  readonly server: Server;
  /** By zone with final dot, the server that has it. */
  readonly zones: Readonly<Record<string, Server>>;
  /** DS records of the zones whose signatures it validates. */
  readonly anchors: readonly string[];
}

export async function startUnbound({ server, zones, anchors }: UnboundOptions): Promise<Unbound> {
  const folder = mkdtempSync(join(tmpdir(), "mailzone-unbound-"));
  const lines = [
    "server:",
    `  interface: ${server.address}@${server.port}`,
    "  do-daemonize: no",
    '  username: ""',
    '  chroot: ""',
    `  directory: "${folder}"`,
    '  pidfile: ""',
    "  use-syslog: no",
    "  do-not-query-localhost: no",
    "  access-control: 127.0.0.0/8 allow",
    "  val-override-date: 0",
    ...anchors.map((anchor) => `  trust-anchor: "${anchor}"`),
    "remote-control:",
    "  control-enable: no",
    ...Object.entries(zones).flatMap(([name, { address, port }]) => [
      "stub-zone:",
      `  name: "${name}"`,
      `  stub-addr: ${address}@${port}`,
    ]),
  ];
  writeFileSync(join(folder, "unbound.conf"), `${lines.join("\n")}\n`);
  const child = spawn("unbound", ["-d", "-c", join(folder, "unbound.conf")], { stdio: "ignore" });
  const close = async (): Promise<void> => {
    await stop(child);
    rmSync(folder, { recursive: true, force: true });
  };
  const [name = "."] = Object.keys(zones);
  for (const until = performance.now() + 20_000; ; await sleep(50)) {
    const reply = await openAsker({ timeout: 500, tries: 1 }).ask(server, { name, type: "SOA" }, "recursive");
    if (reply.kind === "answer") return { server, close };
    if (performance.now() > until || child.exitCode !== null) {
      await close();
      throw new Error(`unbound at ${server.address} does not answer`);
    }
  }
}
