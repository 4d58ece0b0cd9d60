/** The sandbox starts one server however often it is asked, answers, is reset, and stops nothing but its own. */
import { promises as dns } from "node:dns";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { resetSandbox, sandboxStatus, startSandbox, stopSandbox } from "../../sandbox/control.ts";
import { ensureZones } from "../../sandbox/zones.ts";
import { temporaryHome } from "./temporary-home.ts";

const home = temporaryHome();
afterAll(() => stopSandbox(home));

describe("the sandbox's control", () => {
  test("status before anything: nothing runs, nothing is made", async () => {
    expect(await sandboxStatus(home)).toMatchObject({ home, zones: [] });
    expect(existsSync(join(home, "zones.sqlite"))).toBe(false);
  });

  test("two that start at once have one server between them; a third finds it", async () => {
    const [first, second] = await Promise.all([startSandbox(home), startSandbox(home)]);
    expect(second.pid).toBe(first.pid);
    expect([first.started, second.started].filter(Boolean)).toHaveLength(1);
    expect(await startSandbox(home)).toMatchObject({ pid: first.pid, started: false });
    expect((await sandboxStatus(home)).servers?.pid).toBe(first.pid);
  }, 30_000);

  test("it answers from what is stored, and a reset empties that", async () => {
    ensureZones(home, [{ cloud: "alidns", name: "example.com" }]);
    const { ports } = await startSandbox(home);
    const resolver = new dns.Resolver();
    resolver.setServers([`127.0.0.1:${ports.alidns}`]);
    expect((await resolver.resolveSoa("example.com")).nsname).toBe("dns1.sandbox.invalid");
    expect((await sandboxStatus(home)).zones).toEqual([
      { cloud: "alidns", account: "", name: "example.com", records: 0 },
    ]);
    writeFileSync(join(home, "state", "x"), "");
    await resetSandbox(home);
    await expect(resolver.resolveSoa("example.com")).rejects.toMatchObject({ code: "EREFUSED" });
    expect(existsSync(join(home, "state", "x"))).toBe(false);
    expect((await sandboxStatus(home)).zones).toEqual([]);
  }, 30_000);

  test("stop ends the server, and what is not ours is left alone", async () => {
    const { pid } = await startSandbox(home);
    const said = readFileSync(join(home, "dns.json"), "utf8");
    expect(await stopSandbox(home)).toBe(true);
    expect(() => process.kill(pid, 0)).toThrow();
    expect(await stopSandbox(home)).toBe(false);
    // A pid that went to another process since: this one.
    writeFileSync(join(home, "dns.json"), said.replace(String(pid), String(process.pid)));
    expect(await stopSandbox(home)).toBe(false);
  }, 30_000);
});
