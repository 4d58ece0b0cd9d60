/** The background process of `mailzone sandbox start`: `dns-main <home>`, one server for all clouds and one for each. */
import { randomUUID } from "node:crypto";
import { type Cloud, clouds } from "./clouds/cloud-id.ts";
import { type RunningServers, readRunning, runningServers, writeRunning } from "./control.ts";
import { startDnsServer } from "./dns-server.ts";
import { Store } from "./store.ts";

/** How often it looks whether it is still the one, in milliseconds. */
const WATCH = 2000;

const [home] = process.argv.slice(2);
if (!home) throw new Error("usage: dns-main <home>");

const identity = randomUUID();
const all = await startDnsServer({ home, identity });
const each = await Promise.all(
  clouds.map(async (cloud) => [cloud, (await startDnsServer({ home, cloud, identity })).port] as const),
);
const self: RunningServers = {
  pid: process.pid,
  identity,
  ports: { all: all.port, ...(Object.fromEntries(each) as Record<Cloud, number>) },
};
process.on("SIGTERM", () => process.exit(0)).on("SIGINT", () => process.exit(0));

// two that start at once must not both believe to be the one: the second sees the first and goes
const lock = new Store(home);
const other = await lock.alone(async () => {
  const running = await runningServers(home);
  if (!running) writeRunning(home, self);
  return running;
});
lock.close();
if (other) process.exit(0);
process.stderr.write(`${new Date().toISOString()} serving on ports ${JSON.stringify(self.ports)}\n`);

// when another server took its place, or the sandbox's folder was removed, no one could find this one to stop it
setInterval(() => {
  if (readRunning(home)?.identity !== identity) process.exit(0);
}, WATCH);
