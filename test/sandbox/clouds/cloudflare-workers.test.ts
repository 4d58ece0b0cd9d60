/** The stand-in for Cloudflare keeps to docs/facts, fact by fact: Workers, and the records that lead to them (cloudflare.md, Workers). */
import { afterAll, beforeEach, expect, test } from "@jest/globals";
import { bridged } from "../../../sandbox/bridge/bridged.ts";
import { cloudflare } from "../../../sandbox/clouds/cloudflare/provider.ts";
import { published } from "../../../sandbox/clouds/cloudflare/published.ts";
import type { CloudflareRecord } from "../../../sandbox/clouds/cloudflare/record.ts";
import { workerHostname } from "../../../sandbox/clouds/cloudflare/worker-hostname.ts";
import { workerScript } from "../../../sandbox/clouds/cloudflare/worker-script.ts";
import type { Properties } from "../../../sandbox/provider.ts";
import type { Account } from "../../../sandbox/request.ts";
import { Store } from "../../../sandbox/store.ts";
import { ensureZones, zoneId } from "../../../sandbox/zones.ts";
import { recordOf } from "../resources.ts";
import { temporaryHome } from "../temporary-home.ts";
import { a, cname } from "./cloudflare-records.ts";

const home = temporaryHome();
const store = new Store(home);
afterAll(() => store.close());

const account: Account = { store, cloud: "cloudflare", account: "" };
const zone = zoneId({ cloud: "cloudflare", name: "example.com" });
const HOST = "mta-sts.example.com";
beforeEach(() => {
  store.clear();
  ensureZones(home, [{ cloud: "cloudflare", name: "example.com" }]);
});

const [scripts, hostnames] = [workerScript, workerHostname].map((one) => bridged("framework", one)) as [
  ReturnType<typeof bridged>,
  ReturnType<typeof bridged>,
];
const record = recordOf(cloudflare);

const putScript = (scriptName = "policy") =>
  scripts.create(account, { accountId: "0a1b", scriptName, content: "export default {};\n" });
const putHostname = (more: Properties = {}) =>
  hostnames.create(account, { accountId: "0a1b", hostname: HOST, service: "policy", zoneId: zone, ...more });
const listed = async () => {
  const list = cloudflare.functions["cloudflare:index/getDnsRecords:getDnsRecords"];
  return (await list?.(account, { zoneId: zone }))?.["results"] as readonly Properties[];
};

test("a hostname has a record of its own, which is read-only and answered by the proxy", async () => {
  await putScript();
  await putHostname();
  const [made] = await listed();
  expect(made).toMatchObject({ name: HOST, type: "AAAA", content: "100::", proxied: true });
  expect(JSON.parse(String(made?.["meta"]))).toMatchObject({ read_only: true });
  expect(made).not.toHaveProperty("worker");
  expect(
    published(store.records<CloudflareRecord>("cloudflare", zone)[0]?.body as CloudflareRecord, false),
  ).toHaveLength(2);
});

test.each([
  ["an address", a({ name: HOST })],
  ["an alias", cname({ name: HOST })],
])("a hostname is refused beside %s", async (_, inputs) => {
  await putScript();
  await record.create(account, { zoneId: zone, ...inputs });
  await expect(putHostname()).rejects.toThrow(/409 Conflict .*100117.*externally managed DNS records/);
});

test("an alias is refused beside a hostname", async () => {
  await putScript();
  await putHostname();
  const create = record.create(account, { zoneId: zone, ...cname({ name: HOST }) });
  await expect(create).rejects.toThrow("81053");
});

test("a hostname that leads to another Worker is refused, and the same again is the same", async () => {
  await putScript();
  await putScript("other");
  const { id } = await putHostname();
  expect((await putHostname()).id).toBe(id);
  await expect(putHostname({ service: "other" })).rejects.toThrow(/100116.*already in use/);
});

test("a hostname needs a script, and a zone that DNS leads to", async () => {
  await expect(putHostname()).rejects.toThrow("10007");
  await putScript();
  store.changeZone("cloudflare", zone, {
    ...store.zone("cloudflare", zone)?.settings,
    status: "pending",
  } as never);
  await expect(putHostname()).rejects.toThrow("active zone");
});

test("a script that is deleted takes its hostnames along, so that their deletion then fails", async () => {
  const { id, state } = await putScript();
  const hostname = await putHostname();
  await scripts.delete(account, id, state);
  expect(await listed()).toEqual([]);
  await expect(hostnames.delete(account, hostname.id, hostname.state)).rejects.toThrow("404 Not Found");
});
