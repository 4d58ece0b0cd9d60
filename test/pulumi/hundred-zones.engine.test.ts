/** A preview of 100 zones by the real engine: the sandbox counts one look-up a zone and one call a page, and no other. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { type Cloud, clouds } from "../../sandbox/clouds/cloud-id.ts";
import { Store } from "../../sandbox/store.ts";
import { zoneId } from "../../sandbox/zones.ts";
import { TestStack } from "./test-stack.ts";
import { addHosts, type Hosts, listingCalls, PAGE } from "./zone-of-pages.ts";

jest.setTimeout(240_000);

const ZONES = Array.from({ length: 100 }, (_, i) => ({
  cloud: clouds[i % clouds.length] as Cloud,
  name: `z${i}.example.com`,
}));

/** Every tenth has full pages, up to three. */
function hostsOf(cloud: Cloud, i: number): Hosts {
  const enabled = i % 10 === 0 ? PAGE[cloud] * ((i / 10) % 4) : i % 3;
  return { enabled, disabled: cloud === "alidns" && i % 20 === 0 ? PAGE[cloud] : 0 };
}

/** What a zone is called where its listing is asked for. */
const keyOf = ({ cloud, name }: (typeof ZONES)[number]): string =>
  cloud === "alidns" ? name : zoneId({ cloud, name });

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make();
  stack.write(
    Object.fromEntries(
      ZONES.map(({ cloud, name }) => [
        `${name}.yaml`,
        `domain: ${name}\ndns: ${cloud}\nzone: ${name}\nmode: parked\n`,
      ]),
    ),
  );
  inStore((store) => {
    const stored = new Map(store.zones().map((zone) => [zone.name, zone]));
    store.write(() => {
      for (const [i, { cloud, name }] of ZONES.entries()) {
        const zone = stored.get(name);
        if (zone !== undefined) addHosts(store, zone, hostsOf(cloud, i));
      }
    });
  });
});
afterAll(() => stack.remove());

function inStore<T>(work: (store: Store) => T): T {
  const store = new Store(stack.home);
  try {
    return work(store);
  } finally {
    store.close();
  }
}

/** How often each call was made: `<cloud> <action> <zone>`, the zone left out where no call names it. */
function calls(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { cloud, action, zone } of inStore((store) => store.requests())) {
    const call = `${cloud} ${action} ${zone}`.trim();
    counts[call] = (counts[call] ?? 0) + 1;
  }
  return counts;
}

const listings = Object.fromEntries(
  ZONES.map((zone, i) => [
    `${zone.cloud} list ${keyOf(zone)}`,
    listingCalls(zone.cloud, hostsOf(zone.cloud, i)),
  ]),
);
const zonesOn = (cloud: Cloud): number => ZONES.filter((zone) => zone.cloud === cloud).length;

test("every zone is looked up by name once, and every page asked for once", async () => {
  const run = await stack.preview();
  expect(run).toMatchObject({ code: 0 });
  expect(run.stdout).toMatch(/\+ \d+ to create/);
  const lookUps = Object.fromEntries(clouds.map((cloud) => [`${cloud} listZones`, zonesOn(cloud)]));
  expect(calls()).toEqual({ ...listings, ...lookUps });
});

test("a zone whose id the config has is not looked up", async () => {
  inStore((store) => store.run("DELETE FROM requests"));
  const ids = (cloud: Cloud) =>
    Object.fromEntries(ZONES.filter((zone) => zone.cloud === cloud).map((zone) => [zone.name, keyOf(zone)]));
  stack.configure({ "mailzone:zoneIds": { route53: ids("route53"), cloudflare: ids("cloudflare") } });
  expect(await stack.preview()).toMatchObject({ code: 0 });
  expect(calls()).toEqual({ ...listings, "alidns listZones": zonesOn("alidns") });
});
