/** The stand-ins answer as providers on Pulumi's real bridge do, call by call. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { alidns } from "../../sandbox/clouds/alidns/provider.ts";
import { type Cloud, clouds } from "../../sandbox/clouds/cloud-id.ts";
import { cloudflare } from "../../sandbox/clouds/cloudflare/provider.ts";
import { standInOf } from "../../sandbox/clouds/clouds.ts";
import { route53 } from "../../sandbox/clouds/route53/provider.ts";
import { ensureSandboxHome } from "../../sandbox/home.ts";
import type { Properties } from "../../sandbox/provider.ts";
import { Store } from "../../sandbox/store.ts";
import { ensureZones, zoneId } from "../../sandbox/zones.ts";
import { ensureBridge } from "../../tools/bridge.mjs";
import { temporaryHome } from "../sandbox/temporary-home.ts";
import { ACCEPTED, type Accepted, isAccepted } from "./accepted.ts";
import { alidnsCases } from "./alidns-cases.ts";
import { type Cases, scenariosOf } from "./cases.ts";
import { cloudflareCases } from "./cloudflare-cases.ts";
import { PluginProcess } from "./plugin-process.ts";
import { route53Cases } from "./route53-cases.ts";
import { differences, type Scenario, Side } from "./scenario.ts";
import { type ServiceServer, serveService } from "./service-server.ts";

const cases: Readonly<Record<Cloud, Cases>> = {
  route53: route53Cases,
  cloudflare: cloudflareCases,
  alidns: alidnsCases,
};

const standInPlugins = { route53, cloudflare, alidns };

// some fifteen calls each, on a machine that may be busy
jest.setTimeout(240_000);

/** Building the bridge can take this long. */
const BUILD_MILLISECONDS = 30 * 60 * 1000;

const met = new Set<Accepted>();

describe.each(clouds.map((cloud) => [cloud] as const))("%s", (cloud) => {
  const zone = zoneId({ cloud, name: "example.com" });
  const placed: Properties = cloud === "alidns" ? { domainName: "example.com" } : { zoneId: zone };
  const ends: Record<"standIn" | "bridge", End> = { standIn: newEnd(), bridge: newEnd() };

  beforeAll(async () => {
    const name = standInOf(cloud).package;
    const program = await ensureBridge({ log: (line) => process.stderr.write(`${line}\n`) });
    ends.bridge.server = await serveService({ store: ends.bridge.store, cloud, account: "" });
    ends.bridge.plugin = await PluginProcess.start(program, [name], {
      MAILZONE_BRIDGE_SERVICE: ends.bridge.server.address,
    });
    const home = ensureSandboxHome(ends.standIn.home);
    ends.standIn.plugin = await PluginProcess.start(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", "sandbox/plugin-main.ts", name, "127.0.0.1:1"],
      { MAILZONE_SANDBOX: home },
    );
  }, BUILD_MILLISECONDS);

  afterAll(async () => {
    for (const { plugin, server, store } of Object.values(ends)) {
      await plugin?.stop();
      await server?.close();
      store.close();
    }
  });

  const scenarios = scenariosOf(cases[cloud], placed);
  test.each(scenarios.map((scenario) => [scenario.fact, scenario] as const))("%s", async (_, scenario) => {
    const [standIn, bridge] = await Promise.all(
      [ends.standIn, ends.bridge].map((end) => answersOf(end, scenario)),
    );
    const found = differences(standIn, bridge);
    for (const difference of found)
      for (const entry of ACCEPTED) if (isAccepted(entry, cloud, scenario, difference)) met.add(entry);
    expect(found.filter((one) => !ACCEPTED.some((entry) => isAccepted(entry, cloud, scenario, one)))).toEqual(
      [],
    );
  });

  function answersOf({ home, store, plugin }: End, scenario: Scenario): Promise<object> {
    store.clear();
    const { settings } = scenario;
    ensureZones(home, [{ cloud, name: "example.com", ...(settings && { settings }) }]);
    if (!plugin) throw new Error("the plugin does not run");
    return new Side(plugin, store, standInPlugins[cloud], zone).run(scenario);
  }
});

describe("what is accepted", () => {
  test.each(ACCEPTED.map((entry) => [entry.reason, entry] as const))("still differs: %s", (_, entry) => {
    expect(met).toContain(entry);
  });
});

interface End {
  readonly home: string;
  readonly store: Store;
  plugin?: PluginProcess;
  server?: ServiceServer;
}

function newEnd(): End {
  const home = temporaryHome();
  return { home, store: new Store(home) };
}
