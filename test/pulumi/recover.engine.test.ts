/** After a crash of any kind `mailzone recover` and one `up` end as wanted: no duplicate, nothing foreign touched. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Fault } from "../../sandbox/faults.ts";
import { crash, faultsWaiting } from "./recover-crash.ts";
import {
  exported,
  makeStack,
  recover,
  recovers,
  secretsOf,
  settled,
  spec,
  succeeded,
  ZONE,
} from "./recover-stack.ts";
import { allClouds, type TestStack } from "./test-stack.ts";

jest.setTimeout(600_000);

/** Each at a name of its own, so that a test begins where the last one ended. */
const LOST = "{name: lost, type: A, value: 192.0.2.1}";
const DIED = "{name: died, type: A, value: 192.0.2.1}";
const LATE = "{name: late, type: A, value: 192.0.2.1}";
const KILLED = "{name: killed, type: A, value: 192.0.2.1}";
const NEVER = "{name: never, type: AAAA, value: '2001:db8::1'}";
const DATA = [
  "{name: many, type: A, value: 192.0.2.1}",
  "{name: many, type: AAAA, value: '2001:db8::1'}",
  "{name: many, type: TXT, value: a text}",
];
const CNAME = "{name: many, type: CNAME, value: host.example.net}";

/** Makes the state say of every record that it ignores all changes, as adoptions did before 2026-11-29. */
async function freeze(stack: TestStack): Promise<void> {
  const state = await exported(stack);
  const resources = state.deployment.resources.map((one) =>
    /Record$/.test(String(one["type"])) ? { ...one, ignoreChanges: ["*"] } : one,
  );
  const file = join(stack.folder, "frozen.json");
  writeFileSync(file, JSON.stringify({ ...state, deployment: { ...state.deployment, resources } }));
  succeeded(await stack.pulumi("stack", "import", "--stack", "test", "--file", file));
}

/** Milliseconds in which everything else that is under way comes to its end. */
const SETTLES = 1_500;

describe.each(allClouds)("on %s", (cloud) => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await makeStack(cloud);
  });
  afterAll(() => stack.remove());

  const want = (...records: string[]): void => stack.write({ "a.yaml": spec(cloud, ...records) });
  const spoil = (name: string, fault: Omit<Fault, "cloud" | "name">): void =>
    stack.spoil({ cloud, name: `${name}.${ZONE}`, ...fault });
  /** Kills the engine once it waits for nothing but the spoiled call. */
  const killed = async (): Promise<void> => {
    let since = Number.POSITIVE_INFINITY;
    const waits = (): boolean => {
      if (faultsWaiting(stack) === 0) since = Math.min(since, performance.now());
      return performance.now() - since > SETTLES;
    };
    expect(await crash(stack, waits)).toBeUndefined();
  };

  test("a stack that is well has nothing to recover, and nothing is done", async () => {
    want();
    succeeded(await stack.up());
    await settled(stack);
    expect(await recover(stack)).toMatchObject({ code: 0, stdout: "test: nothing to recover\n" });
    expect(existsSync(join(stack.folder, ".mailzone/recover"))).toBe(false);
  });

  test("made, but answered with an error: taken into the state", async () => {
    want(LOST);
    spoil("lost", { mode: "lose-answer" });
    expect(await stack.up()).toMatchObject({ code: 1 });
    // it stays so without a recovery
    expect(await stack.up()).toMatchObject({ code: 1, text: expect.stringContaining("prov-conflict-live") });
    const { stdout } = await recovers(stack, cloud);
    expect(stdout).toContain(`add to the state: ${ZONE}/lost/A`);
  });

  test("throttled and unavailable for a while: the provider asks again, and nothing is left behind", async () => {
    want();
    spoil("lost", { mode: "throttle", action: "delete", times: 2 });
    spoil("lost", { mode: "unavailable", action: "delete" });
    succeeded(await stack.up());
    await settled(stack);
  });

  // where the engine, the process of a plugin or a file has failed, the cloud has no part in it
  if (cloud === "cloudflare") {
    test("a file beside the state that was being written: deleted, and the state is read again", async () => {
      const before = await exported(stack);
      const file = join(stack.home, "state/.pulumi/stacks/mailzone/test.json.attrs");
      writeFileSync(file, "");
      expect((await stack.preview()).text).toContain("failed to load checkpoint: EOF");
      const shown = await recover(stack);
      expect(shown).toMatchObject({ code: 1, stdout: expect.stringContaining(`delete: ${file}`) });
      expect(existsSync(file)).toBe(true);
      expect(succeeded(await recover(stack, "--yes")).stdout).toContain("nothing to recover");
      expect(await exported(stack)).toEqual(before);
    });

    test("made by a plugin that then dies: the same", async () => {
      want(DIED);
      spoil("died", { mode: "die-after" });
      expect(await stack.up()).toMatchObject({ code: 1 });
      const { stdout } = await recovers(stack, cloud);
      expect(stdout).toContain(`add to the state: ${ZONE}/died/A`);
    });

    test("refused, then a plugin that dies before anything is done: the next up is enough", async () => {
      want(LATE);
      spoil("late", { mode: "refuse" });
      expect(await stack.up()).toMatchObject({ code: 1 });
      spoil("late", { mode: "die-before" });
      expect(await stack.up()).toMatchObject({ code: 1 });
      const { stdout } = await recovers(stack, cloud);
      expect(stdout).toBe("test: nothing to recover\n");
    });
  }

  test("kill -9 while two records are being made: the one that is there is taken in, the other forgotten", async () => {
    want(KILLED, NEVER);
    spoil("killed", { mode: "hang-after" });
    spoil("never", { mode: "hang" });
    await killed();
    expect((await stack.up()).text).toContain("the stack is currently locked");

    const before = await exported(stack);
    const config = (): string => readFileSync(join(stack.folder, "stacks/Pulumi.test.yaml"), "utf8");
    const configBefore = config();
    const shown = await recover(stack);
    expect(shown).toMatchObject({ code: 1, stdout: expect.stringContaining("unlock: locked since") });
    expect(shown.stdout).toContain("Nothing was changed");
    expect(shown.stderr).toBe(`Next: ${stack.ownCommand("recover test --yes")}\n`);
    expect(await exported(stack)).toEqual(before);

    const { stdout, stderr } = await recovers(stack, cloud);
    expect(stdout).toMatch(/\nDone\.\n$/);
    expect(stderr).toMatch(/(?:^|\n)Next: pulumi up --stack test\n$/);
    expect(stdout).toContain(`add to the state: ${ZONE}/killed/A`);
    expect(stdout).toContain(`forget: ${ZONE}/never/AAAA`);
    expect(config()).toBe(configBefore);
    // the state as it was is kept, its secrets encrypted
    const kept = join(stack.folder, ".mailzone/recover");
    const copies = readdirSync(kept).filter((name) => name.endsWith(".json"));
    const copy = JSON.parse(readFileSync(join(kept, copies.sort().at(-1) ?? ""), "utf8"));
    expect(copy).toEqual(before);
    expect(secretsOf(copy.deployment.resources)).toBe(1);
  });

  test("kill -9 in the middle of a flip, when everything is deleted and nothing made, there and back", async () => {
    want(...DATA);
    succeeded(await stack.up());
    want(CNAME);
    spoil("many", { mode: "pass", action: "delete", times: 2 });
    spoil("many", { mode: "hang-after", action: "delete" });
    await killed();
    if (cloud === "cloudflare") {
      await stack.pulumi("cancel", "--yes", "--stack", "test");
      // no `up` gets past it, the second as little as the first
      expect(await stack.up()).toMatchObject({ code: 1, text: expect.stringContaining("81044") });
      expect(await stack.up()).toMatchObject({ code: 1, text: expect.stringContaining("81044") });
    }
    const { stdout } = await recovers(stack, cloud);
    expect(stdout.match(/remove from the state/g)).toHaveLength(2);
    expect(stdout.match(/refresh: /g)).toHaveLength(1);

    want(...DATA);
    spoil("many", { mode: "hang-after", type: "AAAA" });
    await killed();
    await recovers(stack, cloud);
    // what was taken in hangs on its anchor, so that the next flip is one `up`, too
    want(CNAME);
    succeeded(await stack.up());
    await settled(stack);
  });

  test("records that an earlier version adopted ignore every change: recovered, and they make way for a CNAME", async () => {
    want(...DATA);
    succeeded(await stack.up());
    await freeze(stack);
    want(CNAME);
    // the plugin of Cloudflare heeds it even when the engine asks what to delete before an anchor
    if (cloud === "cloudflare") {
      expect(await stack.up()).toMatchObject({ code: 1, text: expect.stringContaining("81053") });
    }
    const { stdout } = await recovers(stack, cloud);
    expect(stdout).toContain(`let changes through: ${ZONE}/many/A`);
  });

  test("kill -9 while a record is changed: what became of it is read anew", async () => {
    want(`{name: many, type: CNAME, value: other.example.net}`);
    spoil("many", { mode: "hang-after", action: "update" });
    await killed();
    const { stdout } = await recovers(stack, cloud);
    expect(stdout).toContain(`refresh: ${ZONE}/many/CNAME`);
  });
});
