/** Cloudflare's API of Workers over the store: one function a call (docs/facts/cloudflare.md, Workers). */
import { createHash } from "node:crypto";
import { canonicalName, freshId, isWithin, stableId } from "../../names.ts";
import type { Account, Request } from "../../request.ts";
import { call, ownZone, type ServiceError } from "../../service.ts";
import type { StoredObject, StoredRecord } from "../../store.ts";
import { HEXADECIMAL } from "../stand-in.ts";
import { type CloudflareRecord, type CloudflareSettings, PROXIABLE, type WorkerScript } from "./record.ts";
import { refusalAt } from "./rules.ts";

/** What the provider sends of a script. */
type ScriptRequest = Partial<Pick<WorkerScript, "content" | "mainModule" | "compatibilityDate">>;

/** PUT /accounts/:account/workers/scripts/:name: makes it, or puts another in its place. */
export function putScript(
  account: Account,
  accountId: string,
  name: string,
  { content = "", mainModule, compatibilityDate = "" }: ScriptRequest,
): Promise<WorkerScript> {
  return call(account, about("putScript", name), () => {
    const old = scriptOf(account, accountId, name);
    const body: WorkerScript = {
      content,
      ...(mainModule !== undefined && { mainModule }),
      compatibilityDate,
      etag: createHash("sha256").update(content).digest("hex"),
      createdOn: old?.body.createdOn ?? now(),
      modifiedOn: now(),
    };
    account.store.putObject({ ...place(account, accountId, name), body });
    return body;
  });
}

/** GET of its settings and its content; undefined for 404. */
export function readScript(
  account: Account,
  accountId: string,
  name: string,
): Promise<WorkerScript | undefined> {
  return call(account, about("readScript", name), () => scriptOf(account, accountId, name)?.body);
}

/** DELETE /accounts/:account/workers/scripts/:name: with the hostnames that lead to it. */
export function deleteScript(account: Account, accountId: string, name: string): Promise<void> {
  return call(account, about("deleteScript", name), () => {
    if (!scriptOf(account, accountId, name)) throw noScript("DELETE", accountId, name);
    account.store.removeObject("cloudflare", account.account, key(accountId, name));
    for (const { id } of hostnames(account)) {
      const { accountId: of, service } = hostnameOf(account, id)?.body.worker ?? {};
      if (of === accountId && service === name) account.store.removeRecord("cloudflare", id);
    }
  });
}

/** What the provider sends of a hostname, and what the API answers. */
interface HostnameRequest {
  readonly hostname: string;
  readonly service: string;
  readonly environment?: string;
  readonly zoneId?: string;
  readonly zoneName?: string;
}

export type Hostname = Required<HostnameRequest> & { readonly id: string; readonly certId: string };

/** PUT /accounts/:account/workers/domains: makes the record that leads there; the same again changes nothing. */
export function putHostname(
  account: Account,
  accountId: string,
  request: HostnameRequest,
): Promise<Hostname> {
  const name = canonicalName(request.hostname);
  return call(account, about("putHostname", name), () => {
    const path = `/accounts/${accountId}/workers/domains`;
    const zone = zoneFor(account, request, name);
    if (zone === undefined)
      throw refusalAt("PUT", path, 404, 10082, "Could not find an active zone for the hostname.");
    if (!scriptOf(account, accountId, request.service)) throw noScript("PUT", accountId, request.service);
    const { service, environment = "production" } = request;
    const there = account.store
      .records<CloudflareRecord>("cloudflare", zone.id, name)
      .filter(({ type }) => PROXIABLE.includes(type));
    const own = there.find(({ body }) => body.worker !== undefined);
    if (own?.body.worker && own.body.worker.service !== service) {
      throw refusalAt("PUT", path, 409, 100116, inUse(name));
    }
    if (own) return answer(account, own);
    if (there.length > 0) throw refusalAt("PUT", path, 409, 100117, hasRecords(name));
    const record = recordFor(zone.id, name, {
      ...{ accountId, service, environment },
      certId: stableId(HEXADECIMAL, 32, "certificate", name),
    });
    account.store.addRecord(record);
    return answer(account, record);
  });
}

/** GET /accounts/:account/workers/domains/:id; undefined for 404. */
export function readHostname(account: Account, accountId: string, id: string): Promise<Hostname | undefined> {
  return call(account, about("readHostname", hostnameOf(account, id)?.owner), () => {
    const found = hostnameOf(account, id);
    return found?.body.worker?.accountId === accountId ? answer(account, found) : undefined;
  });
}

/** DELETE /accounts/:account/workers/domains/:id: with its record. */
export function deleteHostname(account: Account, accountId: string, id: string): Promise<void> {
  return call(account, about("deleteHostname", hostnameOf(account, id)?.owner), () => {
    const found = hostnameOf(account, id);
    if (found?.body.worker?.accountId !== accountId) {
      const path = `/accounts/${accountId}/workers/domains/${id}`;
      throw refusalAt("DELETE", path, 404, 100114, "Custom domain not found.");
    }
    account.store.removeRecord("cloudflare", id);
  });
}

/** The provider asks again whatever the call. */
const about = (action: string, name = ""): Request => ({ action, name, type: "WORKER", retried: true });

const now = (): string => new Date().toISOString().replace(/\.\d+Z$/, "Z");

const key = (accountId: string, name: string): string => `${accountId}/${name}`;

const place = ({ account }: Account, accountId: string, name: string) =>
  ({ cloud: "cloudflare", account, id: key(accountId, name) }) as const;

const scriptOf = (
  { store, account }: Account,
  accountId: string,
  name: string,
): StoredObject<WorkerScript> | undefined =>
  store.object<WorkerScript>("cloudflare", account, key(accountId, name));

/** Every record of the account that a hostname has. */
const hostnames = ({ store, account }: Account): readonly StoredRecord<CloudflareRecord>[] =>
  store
    .zones("cloudflare", account)
    .flatMap(({ id }) => store.records<CloudflareRecord>("cloudflare", id))
    .filter(({ body }) => body.worker !== undefined);

function hostnameOf(account: Account, id: string): StoredRecord<CloudflareRecord> | undefined {
  const found = account.store.record<CloudflareRecord>("cloudflare", id);
  return found?.body.worker && ownZone(account, found.zone) ? found : undefined;
}

/** The zone that is meant, if it has the name and DNS leads to it. */
function zoneFor(account: Account, { zoneId, zoneName }: HostnameRequest, name: string) {
  const zones = account.store.zones<CloudflareSettings>("cloudflare", account.account);
  return zones.find(
    (zone) =>
      (zoneId === undefined || zone.id === zoneId) &&
      (zoneName === undefined || zone.name === zoneName) &&
      isWithin(name, zone.name) &&
      zone.settings.status !== "pending",
  );
}

const recordFor = (
  zone: string,
  name: string,
  worker: NonNullable<CloudflareRecord["worker"]>,
): StoredRecord<CloudflareRecord> => ({
  ...{ cloud: "cloudflare", id: freshId(HEXADECIMAL, 32), zone, owner: name, type: "AAAA" },
  body: {
    ...{ name, type: "AAAA", content: "100::", ttl: 1, proxied: true, tags: [], settings: {} },
    createdOn: now(),
    modifiedOn: now(),
    worker,
  },
});

function answer({ store }: Account, { id, zone, owner, body }: StoredRecord<CloudflareRecord>): Hostname {
  const { service = "", environment = "", certId = "" } = body.worker ?? {};
  const zoneName = store.zone("cloudflare", zone)?.name ?? "";
  return { id, hostname: owner, service, environment, certId, zoneId: zone, zoneName };
}

const noScript = (method: string, accountId: string, name: string): ServiceError =>
  refusalAt(
    method,
    `/accounts/${accountId}/workers/scripts/${name}`,
    404,
    10007,
    "This Worker does not exist on your account.",
  );

const inUse = (name: string): string =>
  `Hostname '${name}' already in use by other custom domain. Either delete it, try a different hostname, or use the option 'override_existing_origin' to override.`;

const hasRecords = (name: string): string =>
  `Hostname '${name}' already has externally managed DNS records (A, CNAME, etc). Either delete them, try a different hostname, or use the option 'override_existing_dns_record' to override.`;
