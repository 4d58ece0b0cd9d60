/** The calls of Cloudflare's API that sign a zone (docs/facts/cloudflare.md, DNSSEC). */
import type { Account } from "../../request.ts";
import { call, ownZone } from "../../service.ts";
import { zoneKey } from "../../zone-key.ts";
import type { CloudflareSettings, CloudflareZone, DnssecSwitches } from "./record.ts";
import { refusal } from "./rules.ts";

/** What the API answers; all but the status is null for a zone that was never signed. */
export interface CloudflareDnssec extends DnssecSwitches {
  readonly status: NonNullable<CloudflareSettings["dnssec"]>["status"];
  readonly modifiedOn: string | null;
  readonly algorithm: string | null;
  readonly digest: string | null;
  readonly digestAlgorithm: string | null;
  readonly digestType: string | null;
  readonly ds: string | null;
  readonly flags: number | null;
  readonly keyTag: number | null;
  readonly keyType: string | null;
  readonly publicKey: string | null;
}

/** GET /zones/:zone/dnssec; undefined for 404. */
export function readDnssec(account: Account, zoneId: string): Promise<CloudflareDnssec | undefined> {
  return call(account, { action: "readDnssec", zone: zoneId, retried: true }, () => {
    const zone = ownZone<CloudflareSettings>(account, zoneId);
    return zone && answered(zone);
  });
}

/** PATCH /zones/:zone/dnssec: pending until the registrar has the DS record, and as long as it still has it. */
export function editDnssec(
  account: Account,
  zoneId: string,
  { status, ...switches }: DnssecSwitches & { readonly status?: string },
): Promise<CloudflareDnssec> {
  return call(account, { action: "editDnssec", zone: zoneId, retried: true }, () => {
    const { settings } = zoneOf(account, zoneId, "PATCH");
    const hasDs = settings.parentHasDs === true;
    const states = {
      active: hasDs ? "active" : "pending",
      disabled: hasDs ? "pending-disabled" : "disabled",
    };
    const asked = status?.toLowerCase() as keyof typeof states | undefined;
    const dnssec = {
      ...settings.dnssec,
      ...switches,
      status: asked === undefined ? (settings.dnssec?.status ?? "disabled") : states[asked],
      modifiedOn: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    } as NonNullable<CloudflareSettings["dnssec"]>;
    account.store.changeZone<CloudflareSettings>("cloudflare", zoneId, { ...settings, dnssec });
    return answered(zoneOf(account, zoneId, "PATCH"));
  });
}

/** DELETE /zones/:zone/dnssec: only of a zone whose signing is switched off. */
export function deleteDnssec(account: Account, zoneId: string): Promise<void> {
  return call(account, { action: "deleteDnssec", zone: zoneId, retried: true }, () => {
    const { dnssec, ...settings } = zoneOf(account, zoneId, "DELETE").settings;
    const path = `/${zoneId}/dnssec`;
    if (dnssec === undefined) throw refusal("DELETE", path, 400, 1003, "DNSSEC is already deleted");
    if (dnssec.status !== "disabled") {
      throw refusal("DELETE", path, 400, 1003, "DNSSEC must be disabled before it is deleted");
    }
    account.store.changeZone<CloudflareSettings>("cloudflare", zoneId, settings);
  });
}

function answered({ name, settings: { dnssec } }: CloudflareZone): CloudflareDnssec {
  if (dnssec === undefined) return NEVER_SIGNED;
  const { keyTag, algorithm, digestType, digest, flags, publicKey } = zoneKey(name);
  return {
    ...dnssec,
    algorithm: String(algorithm),
    digest,
    digestAlgorithm: "SHA256",
    digestType: String(digestType),
    ds: `${name}. 3600 IN DS ${keyTag} ${algorithm} ${digestType} ${digest}`,
    flags,
    keyTag,
    keyType: "ECDSAP256SHA256",
    publicKey,
  };
}

const NEVER_SIGNED: CloudflareDnssec = {
  status: "disabled",
  modifiedOn: null,
  algorithm: null,
  digest: null,
  digestAlgorithm: null,
  digestType: null,
  ds: null,
  flags: null,
  keyTag: null,
  keyType: null,
  publicKey: null,
};

function zoneOf(account: Account, zoneId: string, method: "PATCH" | "DELETE"): CloudflareZone {
  const zone = ownZone<CloudflareSettings>(account, zoneId);
  if (zone) return zone;
  const path = `/${zoneId}/dnssec`;
  throw refusal(
    method,
    path,
    404,
    7003,
    `Could not route to /client/v4/zones${path}, perhaps your object identifier is invalid?`,
  );
}
