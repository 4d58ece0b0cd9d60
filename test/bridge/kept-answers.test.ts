/** The stand-ins answer as providers on Pulumi's real bridge did when they were last asked (conformance.bridge.test.ts), without Go. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { clouds } from "../../sandbox/clouds/cloud-id.ts";
import { standInOf } from "../../sandbox/clouds/clouds.ts";
import { listen } from "../../sandbox/plugin.ts";
import { Store } from "../../sandbox/store.ts";
import { temporaryHome } from "../sandbox/temporary-home.ts";
import { acceptedAs } from "./accepted.ts";
import { answersOf, type End, type Kept, keptAnswers, scenariosAt, standIns } from "./judged.ts";
import { PluginClient } from "./plugin-process.ts";
import { differences } from "./scenario.ts";

describe.each(clouds.map((cloud) => [cloud] as const))("%s", (cloud) => {
  const lines = readFileSync(keptAnswers(cloud), "utf8").trimEnd().split("\n");
  const kept = new Map(
    lines.map((line) => {
      const { fact, answer }: Kept = JSON.parse(line);
      return [fact, answer] as const;
    }),
  );
  const scenarios = scenariosAt(cloud);
  const home = temporaryHome();
  const store = new Store(home);
  let listening: Awaited<ReturnType<typeof listen>>;
  let end: End;

  beforeAll(async () => {
    listening = await listen(standInOf(cloud).package, standIns[cloud], store);
    end = { home, store, plugin: await PluginClient.connect(listening.port) };
  });
  afterAll(async () => {
    await end.plugin.stop();
    listening.close();
    store.close();
  });

  test("an answer is kept for every case, and for no other", () => {
    expect([...kept.keys()]).toEqual([...scenarios.keys()]);
  });

  test.each([...scenarios])("%s", async (fact, scenario) => {
    const found = differences(await answersOf(end, cloud, scenario), kept.get(fact));
    expect(found.filter((one) => acceptedAs(cloud, scenario, one).length === 0)).toEqual([]);
  });
});
