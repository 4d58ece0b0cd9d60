/** What the stand-ins answer to calls that sign zones, each fact with its section of docs/facts. */
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import { bridged } from "../../sandbox/bridge/bridged.ts";
import { cloudflare } from "../../sandbox/clouds/cloudflare/provider.ts";
import { route53 } from "../../sandbox/clouds/route53/provider.ts";
import type { Properties, ProviderPlugin } from "../../sandbox/provider.ts";
import { Store } from "../../sandbox/store.ts";
import { ensureZones, zoneId } from "../../sandbox/zones.ts";
import { temporaryHome } from "./temporary-home.ts";

const home = temporaryHome();
const store = new Store(home);
afterAll(() => store.close());
beforeEach(() => store.clear());

const ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";
const KEY = "aws:route53/keySigningKey:KeySigningKey";
const SWITCH = "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec";
const DNSSEC = "cloudflare:index/zoneDnssec:ZoneDnssec";

/** One resource of a cloud's zone example.com, as the engine meets it. */
function at(plugin: ProviderPlugin, settings: Properties = {}) {
  const { cloud } = plugin;
  const account = { store, cloud, account: "" };
  const zone = zoneId({ cloud, name: "example.com" });
  ensureZones(home, [{ cloud, name: "example.com", settings }]);
  const given: Properties = cloud === "route53" ? { hostedZoneId: zone } : { zoneId: zone };
  const of = (token: string) => {
    const handler = plugin.resources[token];
    if (!handler) throw new Error(`no ${token}`);
    const resource = bridged(plugin.bridge, handler);
    const checked = (inputs: Properties) => resource.check({ ...given, ...inputs }).inputs;
    return {
      make: (inputs: Properties) => resource.create(account, checked(inputs)),
      change: (id: string, state: Properties, inputs: Properties) =>
        resource.update(account, id, state, checked(inputs)),
      remove: (id: string, state: Properties) => resource.delete(account, id, state),
      read: (id: string, state: Properties) => resource.read(account, id, state),
      diff: (state: Properties, inputs: Properties) => resource.diff(state, checked(inputs)),
    };
  };
  return { zone, key: of.bind(null, KEY), switch: of.bind(null, SWITCH), dnssec: of.bind(null, DNSSEC) };
}

const key = (name = "mailzone_1", more: Properties = {}): Properties => ({
  name,
  keyManagementServiceArn: name === "mailzone_1" ? ARN : `${ARN}2`,
  ...more,
});

describe("Route 53 (route53.md, DNSSEC)", () => {
  test("a zone is signed only with an active key", async () => {
    const zone = at(route53);
    await expect(zone.switch().make({})).rejects.toThrow("KeySigningKeyWithActiveStatusNotFound");
    await zone.key().make(key("mailzone_1", { status: "INACTIVE" }));
    await expect(zone.switch().make({})).rejects.toThrow("KeySigningKeyWithActiveStatusNotFound");
  });

  test("the last active key stays while the zone is signed, and goes afterwards", async () => {
    const zone = at(route53);
    const made = await zone.key().make(key());
    const on = await zone.switch().make({});
    await expect(zone.key().remove(made.id, made.state)).rejects.toThrow("KeySigningKeyInUse");
    await zone.switch().remove(on.id, on.state);
    await zone.key().remove(made.id, made.state);
    expect(await zone.key().read(made.id, made.state)).toBeUndefined();
  });

  test("what the zone above has a DS record of stays", async () => {
    const zone = at(route53, { parentHasDs: true });
    const made = await zone.key().make(key());
    const on = await zone.switch().make({});
    await zone.key().make(key("mailzone_2"));
    await expect(zone.switch().change(on.id, on.state, { signingStatus: "NOT_SIGNING" })).rejects.toThrow(
      "KeySigningKeyInParentDSRecord",
    );
    await expect(zone.key().remove(made.id, made.state)).rejects.toThrow("KeySigningKeyInParentDSRecord");
  });

  test("a zone has two keys at most, each of a name and of a KMS key of its own", async () => {
    const zone = at(route53);
    await zone.key().make(key());
    await expect(zone.key().make(key())).rejects.toThrow("KeySigningKeyAlreadyExists");
    await zone.key().make(key("mailzone_2"));
    const third = key("mailzone_3", { keyManagementServiceArn: `${ARN}3` });
    await expect(zone.key().make(third)).rejects.toThrow("TooManyKeySigningKeys");
  });

  test("another KMS key is a change that never settles, another name is another key", async () => {
    const zone = at(route53);
    const { id, state } = await zone.key().make(key());
    const other = key("mailzone_1", { keyManagementServiceArn: `${ARN}9` });
    expect(zone.key().diff(state, other)).toEqual({ changed: ["keyManagementServiceArn"], replaces: [] });
    expect(await zone.key().change(id, state, other)).toMatchObject({ keyManagementServiceArn: ARN });
    expect(zone.key().diff(state, key("mailzone_2")).replaces).toEqual(["name"]);
  });

  test("the id is that of the zone and the name, and the outputs have the DS record", async () => {
    const zone = at(route53);
    const { id, state } = await zone.key().make(key());
    expect(id).toBe(`${zone.zone},mailzone_1`);
    expect(state["dsRecord"]).toBe(`${state["keyTag"]} 13 2 ${state["digestValue"]}`);
  });
});

describe("Cloudflare (cloudflare.md, DNSSEC)", () => {
  test("the state is what the program says, and after a refresh pending until the registrar has the DS record", async () => {
    const zone = at(cloudflare);
    const { id, state } = await zone.dnssec().make({ status: "active" });
    expect(state["status"]).toBe("active");
    const refreshed = await zone.dnssec().read(id, state);
    expect(refreshed?.state["status"]).toBe("pending");
    expect(zone.dnssec().diff(refreshed?.state ?? {}, { status: "active" }).changed).toEqual(["status"]);
    const entered = at(cloudflare, { parentHasDs: true });
    const again = await entered.dnssec().change(id, state, { status: "active" });
    expect((await entered.dnssec().read(id, again))?.state["status"]).toBe("active");
  });

  test("only what is switched off is deleted, and only once", async () => {
    const zone = at(cloudflare);
    const { id, state } = await zone.dnssec().make({ status: "active" });
    await expect(zone.dnssec().remove(id, state)).rejects.toThrow("DNSSEC must be disabled");
    const off = await zone.dnssec().change(id, state, { status: "disabled" });
    await zone.dnssec().remove(id, off);
    await expect(zone.dnssec().remove(id, off)).rejects.toThrow("DNSSEC is already deleted");
  });

  test("while the registrar has the DS record, it is switched off only in part", async () => {
    const zone = at(cloudflare, { parentHasDs: true });
    const { id, state } = await zone.dnssec().make({ status: "active" });
    const off = await zone.dnssec().change(id, state, { status: "disabled" });
    expect((await zone.dnssec().read(id, off))?.state["status"]).toBe("pending-disabled");
    await expect(zone.dnssec().remove(id, off)).rejects.toThrow("DNSSEC must be disabled");
  });
});
