/**
 * The stand-ins answer as providers on Pulumi's real bridge do, call by call. The bridge's answers are kept beside this test, so that
 * kept-answers.test.ts can compare without Go; UPDATE_GOLDEN=1 writes them anew.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { clouds } from "../../sandbox/clouds/cloud-id.ts";
import { standInOf } from "../../sandbox/clouds/clouds.ts";
import { ensureSandboxHome } from "../../sandbox/home.ts";
import { Store } from "../../sandbox/store.ts";
import { ensureBridge } from "../../tools/bridge.mjs";
import { temporaryHome } from "../sandbox/temporary-home.ts";
import { expectGolden } from "../zone/golden.ts";
import { ACCEPTED, type Accepted, acceptedAs } from "./accepted.ts";
import { answersOf, type Kept, keptAnswers, scenariosAt } from "./judged.ts";
import { PluginProcess } from "./plugin-process.ts";
import { differences } from "./scenario.ts";
import { type ServiceServer, serveService } from "./service-server.ts";

// some fifteen calls each, on a machine that may be busy
jest.setTimeout(240_000);

/** Building the bridge can take this long. */
const BUILD_MILLISECONDS = 30 * 60 * 1000;

const met = new Set<Accepted>();

describe.each(clouds.map((cloud) => [cloud] as const))("%s", (cloud) => {
  const [standIn, bridge] = [newSide(), newSide()];
  let server: ServiceServer;
  let plugins: readonly [PluginProcess, PluginProcess];

  beforeAll(async () => {
    const name = standInOf(cloud).package;
    const program = await ensureBridge({ log: (line) => process.stderr.write(`${line}\n`) });
    server = await serveService({ store: bridge.store, cloud, account: "" });
    const home = ensureSandboxHome(standIn.home);
    plugins = [
      await PluginProcess.start(
        process.execPath,
        ["--disable-warning=ExperimentalWarning", "sandbox/plugin-main.ts", name, "127.0.0.1:1"],
        { MAILZONE_SANDBOX: home },
      ),
      await PluginProcess.start(program, [name], { MAILZONE_BRIDGE_SERVICE: server.address }),
    ];
  }, BUILD_MILLISECONDS);

  afterAll(async () => {
    for (const plugin of plugins) await plugin.stop();
    await server.close();
    for (const { store } of [standIn, bridge]) store.close();
  });

  const answered: Kept[] = [];
  test.each([...scenariosAt(cloud)])("%s", async (fact, scenario) => {
    const [own, real] = await Promise.all([
      answersOf({ ...standIn, plugin: plugins[0] }, cloud, scenario),
      answersOf({ ...bridge, plugin: plugins[1] }, cloud, scenario),
    ]);
    answered.push({ fact, answer: real });
    const unaccepted = differences(own, real).filter((difference) => {
      const entries = acceptedAs(cloud, scenario, difference);
      for (const entry of entries) met.add(entry);
      return entries.length === 0;
    });
    expect(unaccepted).toEqual([]);
  });

  test("the bridge's answers are those that are kept", () => {
    expectGolden(keptAnswers(cloud), answered.map((one) => `${JSON.stringify(one)}\n`).join(""));
  });
});

describe("what is accepted", () => {
  test.each(ACCEPTED.map((entry) => [entry.reason, entry] as const))("still differs: %s", (_, entry) => {
    expect(met).toContain(entry);
  });
});

function newSide(): { readonly home: string; readonly store: Store } {
  const home = temporaryHome();
  return { home, store: new Store(home) };
}
