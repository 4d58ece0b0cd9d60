/** After a crash of any kind `mailzone recover` and one `up` end as wanted: no duplicate, nothing foreign touched. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import type { Fault } from "../../sandbox/faults.ts";
import { crash, faultsWaiting } from "./recover-crash.ts";
import { exported, makeStack, recover, recovers, secretsOf, settled, spec } from "./recover-stack.ts";
import { allClouds, type Run, type TestStack } from "./test-stack.ts";
import { domainOn, succeeded } from "./three-clouds.ts";

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

let stack: TestStack;
beforeAll(async () => {
  stack = await makeStack(...allClouds);
});
afterAll(() => stack.remove());

let wanted: Readonly<Record<string, string>> = {};
/** What the domains of these clouds are to hold; the others stay as they are. */
const want = (clouds: readonly Cloud[], ...records: string[]): void => {
  wanted = {
    ...wanted,
    ...Object.fromEntries(clouds.map((cloud) => [`${cloud}.yaml`, spec(cloud, ...records)])),
  };
  stack.write(wanted);
};
const spoil = (cloud: Cloud, name: string, fault: Omit<Fault, "cloud" | "name">): void =>
  stack.spoil({ cloud, name: `${name}.${domainOn(cloud)}`, ...fault });
const spoilEach = (name: string, fault: Omit<Fault, "cloud" | "name">): void => {
  for (const cloud of allClouds) spoil(cloud, name, fault);
};
/** Kills the engine once it waits for nothing but the spoiled calls. */
const killed = async (): Promise<void> => {
  let since = Number.POSITIVE_INFINITY;
  const waits = (): boolean => {
    if (faultsWaiting(stack) === 0) since = Math.min(since, performance.now());
    return performance.now() - since > SETTLES;
  };
  expect(await crash(stack, waits)).toBeUndefined();
};

test("a stack that is well has nothing to recover, and nothing is done", async () => {
  want(allClouds);
  succeeded(await stack.up());
  await settled(stack);
  expect(await recover(stack)).toMatchObject({ code: 0, stdout: "test: nothing to recover\n" });
  expect(existsSync(join(stack.folder, ".mailzone/recover"))).toBe(false);
});

describe("made, but answered with an error", () => {
  let refused: Run;
  let recovered: Run;
  beforeAll(async () => {
    want(allClouds, LOST);
    spoilEach("lost", { mode: "lose-answer" });
    // or the first error would keep the other clouds from being asked
    expect(await stack.up("--continue-on-error")).toMatchObject({ code: 1 });
    expect(faultsWaiting(stack)).toBe(0);
    refused = await stack.up();
    recovered = await recovers(stack);
  });

  test.each(allClouds)("on %s: taken into the state", (cloud) => {
    // it stays so without a recovery
    expect(refused.code).toBe(1);
    expect(refused.text).toMatch(
      new RegExp(`error prov-conflict-live\\n[\\s\\S]*\\n +in .*${domainOn(cloud)}`),
    );
    expect(recovered.stdout).toContain(`add to the state: ${domainOn(cloud)}/lost/A`);
  });
});

test("throttled and unavailable for a while: the provider asks again, and nothing is left behind", async () => {
  want(allClouds);
  spoilEach("lost", { mode: "throttle", action: "delete", times: 2 });
  spoilEach("lost", { mode: "unavailable", action: "delete" });
  succeeded(await stack.up());
  expect(faultsWaiting(stack)).toBe(0);
  await settled(stack);
});

describe("where the engine, the process of a plugin or a file has failed, the cloud has no part in it", () => {
  const cloud = "cloudflare";

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
    want([cloud], DIED);
    spoil(cloud, "died", { mode: "die-after" });
    expect(await stack.up()).toMatchObject({ code: 1 });
    const { stdout } = await recovers(stack);
    expect(stdout).toContain(`add to the state: ${domainOn(cloud)}/died/A`);
  });

  test("refused, then a plugin that dies before anything is done: the next up is enough", async () => {
    want([cloud], LATE);
    spoil(cloud, "late", { mode: "refuse" });
    expect(await stack.up()).toMatchObject({ code: 1 });
    spoil(cloud, "late", { mode: "die-before" });
    expect(await stack.up()).toMatchObject({ code: 1 });
    const { stdout } = await recovers(stack);
    expect(stdout).toBe("test: nothing to recover\n");
  });
});

describe("kill -9 while two records are being made", () => {
  let recovered: Run;

  test("nothing can be done before it is recovered, which is shown first", async () => {
    want(allClouds, KILLED, NEVER);
    spoilEach("killed", { mode: "hang-after" });
    spoilEach("never", { mode: "hang" });
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

    recovered = await recovers(stack);
    expect(recovered.stdout).toMatch(/\nDone\.\n$/);
    expect(recovered.stderr).toMatch(/(?:^|\n)Next: pulumi up --stack test\n$/);
    expect(config()).toBe(configBefore);
    // the state as it was is kept, its secrets encrypted
    const kept = join(stack.folder, ".mailzone/recover");
    const copies = readdirSync(kept).filter((name) => name.endsWith(".json"));
    const copy = JSON.parse(readFileSync(join(kept, copies.sort().at(-1) ?? ""), "utf8"));
    expect(copy).toEqual(before);
    expect(secretsOf(copy.deployment.resources)).toBe(allClouds.length);
  });

  test.each(allClouds)("on %s the one that is there is taken in, the other forgotten", (cloud) => {
    expect(recovered.stdout).toContain(`add to the state: ${domainOn(cloud)}/killed/A`);
    expect(recovered.stdout).toContain(`forget: ${domainOn(cloud)}/never/AAAA`);
  });
});

describe("kill -9 in the middle of a flip, when everything is deleted and nothing made, there and back", () => {
  beforeAll(async () => {
    want(allClouds, ...DATA);
    succeeded(await stack.up());
  });

  // names flip one after the other, so one cloud at a time
  test.each(allClouds)("on %s", async (cloud) => {
    want([cloud], CNAME);
    spoil(cloud, "many", { mode: "pass", action: "delete", times: 2 });
    spoil(cloud, "many", { mode: "hang-after", action: "delete" });
    await killed();
    if (cloud === "cloudflare") {
      await stack.pulumi("cancel", "--yes", "--stack", "test");
      // the one whose deletion was not written down is deleted again, which no `up` gets past
      expect(await stack.up()).toMatchObject({ code: 1, text: expect.stringContaining("81044") });
      expect(await stack.up()).toMatchObject({ code: 1, text: expect.stringContaining("81044") });
    }
    const { stdout } = await recovers(stack);
    expect(stdout.match(/refresh: /g)).toHaveLength(1);

    want([cloud], ...DATA);
    spoil(cloud, "many", { mode: "hang-after", type: "AAAA" });
    await killed();
    await recovers(stack);
  });

  test("the next flip is one up", async () => {
    want(allClouds, CNAME);
    succeeded(await stack.up());
    await settled(stack);
  });
});

test("records that ignore every change make way for a CNAME, too", async () => {
  want(allClouds, ...DATA);
  succeeded(await stack.up());
  await freeze(stack);
  want(allClouds, CNAME);
  succeeded(await stack.up());
  await settled(stack);
});

describe("kill -9 while a record is changed", () => {
  let recovered: Run;
  beforeAll(async () => {
    want(allClouds, "{name: many, type: CNAME, value: other.example.net}");
    spoilEach("many", { mode: "hang-after", action: "update" });
    await killed();
    recovered = await recovers(stack);
  });

  test.each(allClouds)("on %s what became of it is read anew", (cloud) => {
    expect(recovered.stdout).toContain(`refresh: ${domainOn(cloud)}/many/CNAME`);
  });
});
