/** What the stand-ins and providers on the real bridge are asked alike, cloud by cloud. */
import { alidns } from "../../sandbox/clouds/alidns/provider.ts";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import { cloudflare } from "../../sandbox/clouds/cloudflare/provider.ts";
import { route53 } from "../../sandbox/clouds/route53/provider.ts";
import type { Properties, ProviderPlugin } from "../../sandbox/provider.ts";
import type { Store } from "../../sandbox/store.ts";
import { ensureZones, zoneId } from "../../sandbox/zones.ts";
import { alidnsCases } from "./alidns-cases.ts";
import { type Cases, scenariosOf } from "./cases.ts";
import { cloudflareCases } from "./cloudflare-cases.ts";
import type { Answer, PluginClient } from "./plugin-process.ts";
import { route53Cases } from "./route53-cases.ts";
import { type Scenario, Side } from "./scenario.ts";

const CASES: Readonly<Record<Cloud, Cases>> = {
  route53: route53Cases,
  cloudflare: cloudflareCases,
  alidns: alidnsCases,
};

export const standIns: Readonly<Record<Cloud, ProviderPlugin>> = { route53, cloudflare, alidns };

const ZONE = "example.com";

/** By their facts, which are different. */
export function scenariosAt(cloud: Cloud): ReadonlyMap<string, Scenario> {
  const placed: Properties =
    cloud === "alidns" ? { domainName: ZONE } : { zoneId: zoneId({ cloud, name: ZONE }) };
  return new Map(scenariosOf(CASES[cloud], placed).map((scenario) => [scenario.fact, scenario]));
}

/** A plugin, and what is behind it. */
export interface End {
  readonly home: string;
  readonly store: Store;
  readonly plugin: PluginClient;
}

/** What it answers, step by step, about a zone that was just made. */
export function answersOf({ home, store, plugin }: End, cloud: Cloud, scenario: Scenario): Promise<Answer> {
  store.clear();
  const { settings } = scenario;
  ensureZones(home, [{ cloud, name: ZONE, ...(settings && { settings }) }]);
  return new Side(plugin, store, standIns[cloud], zoneId({ cloud, name: ZONE })).run(scenario);
}

/** Where it is kept what the providers on the real bridge answered when they were last asked: JSON, a scenario a line. */
export const keptAnswers = (cloud: Cloud): URL => new URL(`answers/${cloud}.jsonl`, import.meta.url);

export interface Kept {
  readonly fact: string;
  readonly answer: Answer;
}
