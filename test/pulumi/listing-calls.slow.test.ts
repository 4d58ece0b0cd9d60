/**
 * 1,000 zones listed as the program lists them, through the SDK, by the sandbox's look-ups: each zone and page is asked
 * for once, as the sandbox counts it, and no account is asked faster than its cloud states.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { type Cloud, clouds } from "../../sandbox/clouds/cloud-id.ts";
import { Store } from "../../sandbox/store.ts";
import { ensureZones, zoneId } from "../../sandbox/zones.ts";
import { cloudOf } from "../../src/cloud/clouds.ts";
import { type LookUp, LookUps } from "../../src/inventory/look-ups.ts";
import type { Zone } from "../../src/plan/zone.ts";
import { openAccounts } from "../../src/pulumi/accounts.ts";
import { type Listings, listZones } from "../../src/pulumi/listings.ts";
import type { StackConfig } from "../../src/spec/stack-config.ts";
import { absolute, withoutDot } from "../../src/zone/name.ts";
import { FakeClock } from "../inventory/fake-clock.ts";
import { expectWithinRate } from "../inventory/within-rate.ts";
import { temporaryHome } from "../sandbox/temporary-home.ts";
import { serveLookUps } from "./served-look-ups.ts";
import { addHosts, type Hosts, listed, listingCalls, PAGE } from "./zone-of-pages.ts";

/** Some 20,000 records go through the SDK on each cloud. */
jest.setTimeout(240_000);

const home = temporaryHome();
const store = new Store(home);
afterAll(() => store.close());

/** Milliseconds that a page takes: a cloud that is near. */
const PAGE_TIME = 50;
/** The account that is not the default one; each hundredth zone is in it. */
const OTHER = "other";
const ACCOUNTS = {
  accounts: {
    route53: { [OTHER]: { profile: OTHER } },
    cloudflare: { [OTHER]: { apiToken: OTHER } },
    alidns: { [OTHER]: { accessKey: OTHER } },
  },
} as unknown as StackConfig;

/** One in so many zones has pages full, or several: so many that each cloud's rate is less than all calls together. */
const LARGE = { route53: 40, cloudflare: 10, alidns: 10 } as const;

function hostsOf(cloud: Cloud, i: number): Hosts {
  const page = PAGE[cloud];
  const large = [page - 1, page, 2 * page + 1, 4 * page + 7, 11 * page];
  const enabled = i % LARGE[cloud] === 0 ? large[(i / LARGE[cloud]) % large.length] : i % 4;
  return { enabled: enabled ?? 0, disabled: cloud === "alidns" && i % 50 === 1 ? page : 0 };
}

/** One of the zones, as far as listing it goes. */
const zoneOf = (cloud: Cloud, i: number): Zone =>
  ({
    ...{ cloud: cloudOf(cloud), name: absolute(`z${i}.example.com`), rrsets: [{}], domains: [] },
    ...(i % 100 === 99 && { account: OTHER }),
  }) as unknown as Zone;

interface Listed extends Listings {
  /** When the calls were made, the earliest first, one list an account. */
  readonly times: readonly number[][];
}

/** As it would be without a limit. */
class Unlimited extends LookUps {
  override run<T>(_: Zone, { ask }: LookUp<T>): Promise<T> {
    return ask();
  }
}

describe.each(clouds)("1,000 zones on %s", (id) => {
  const cloud = cloudOf(id);
  const zones = Array.from({ length: 1_000 }, (_, i) => zoneOf(id, i));
  const keyOf = ({ name, account = "" }: Zone): string =>
    id === "alidns" ? withoutDot(name) : zoneId({ cloud: id, name, account });
  const ids = new Map(id === "alidns" ? [] : zones.map((zone) => [zone, keyOf(zone)]));

  beforeAll(() => {
    store.clear();
    const wanted = zones.map(({ name, account = "" }) => ({ cloud: id, name: withoutDot(name), account }));
    const stored = ensureZones(home, wanted);
    store.write(() => stored.map((zone, i) => addHosts(store, zone, hostsOf(id, i))));
  });
  beforeEach(() => {
    store.run("DELETE FROM requests");
  });

  async function list(some: readonly Zone[], lookUpsOf: (clock: FakeClock) => LookUps): Promise<Listed> {
    const clock = new FakeClock();
    const made = await serveLookUps(store, clock, PAGE_TIME);
    const providerOf = openAccounts(ACCOUNTS);
    const optionsOf = (zone: Zone) => ({ provider: providerOf(zone) });
    const listing = listZones(some, { ids, facts: new Map() }, optionsOf, lookUpsOf(clock));
    const listings = await clock.run(listing);
    return { ...listings, times: [...made.values()].map((times) => times.sort((a, b) => a - b)) };
  }

  test("one call a zone and page, all records, and never more calls of an account than it is allowed", async () => {
    const { findings, times, ...listings } = await list(zones, (clock) => new LookUps(clock));
    expect(findings).toEqual([]);
    const made = new Map(zones.map((zone) => [keyOf(zone), 0]));
    for (const { zone, action, outcome } of store.requests()) {
      expect([action, outcome]).toEqual(["list", "ok"]);
      made.set(zone, (made.get(zone) ?? 0) + 1);
    }
    expect(made).toEqual(new Map(zones.map((zone, i) => [keyOf(zone), listingCalls(id, hostsOf(id, i))])));
    expect(zones.map((zone) => listings.zones.get(zone)?.records.length)).toEqual(
      zones.map((_, i) => listed(id, hostsOf(id, i))),
    );
    expect(times).toHaveLength(2);
    for (const one of times) expectWithinRate(one, cloud.listing.rate);
  });

  test("without the limit they would be more than it is allowed", async () => {
    const { burst, calls } = cloud.listing.rate;
    const { times } = await list(zones.slice(0, (burst ?? calls) + 1), (clock) => new Unlimited(clock));
    expect(() => expectWithinRate(times[0] ?? [], cloud.listing.rate)).toThrow();
  });
});
