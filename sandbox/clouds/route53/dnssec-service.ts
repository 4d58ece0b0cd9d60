/** The calls of Route 53's API that sign a zone (docs/facts/route53.md, DNSSEC). */
import type { Account } from "../../request.ts";
import { call, ownZone, ServiceError } from "../../service.ts";
import { type ZoneKey, zoneKey } from "../../zone-key.ts";
import type { KeySigningKey, Route53Settings, Route53Zone } from "./record.ts";

export interface Dnssec {
  readonly serveSignature: "SIGNING" | "NOT_SIGNING";
  readonly keys: readonly (KeySigningKey & ZoneKey)[];
}

/** The most keys of a zone. */
const MOST_KEYS = 2;

/** GetDNSSEC; undefined for NoSuchHostedZone. */
export function readDnssec(account: Account, zoneId: string): Promise<Dnssec | undefined> {
  return call(account, { action: "readDnssec", zone: zoneId, retried: true }, () => {
    const zone = ownZone<Route53Settings>(account, zoneId);
    if (zone === undefined) return undefined;
    const { isSigning, keys = [] } = zone.settings;
    return {
      serveSignature: isSigning ? "SIGNING" : "NOT_SIGNING",
      keys: keys.map((key) => ({ ...key, ...zoneKey(zone.name, key.arn) })),
    };
  });
}

/** CreateKeySigningKey. */
export function createKey(account: Account, zoneId: string, key: KeySigningKey): Promise<void> {
  return change(account, "createKey", "CreateKeySigningKey", zoneId, ({ keys = [] }) => {
    if (!/^arn:aws:kms:us-east-1:/.test(key.arn)) {
      throw refusal("CreateKeySigningKey", "InvalidKMSArn", `The CMK ARN ${key.arn} is not in us-east-1.`);
    }
    if (keys.some(({ name, arn }) => name === key.name || arn === key.arn)) {
      throw refusal(
        "CreateKeySigningKey",
        "KeySigningKeyAlreadyExists",
        `Key Signing Key with name ${key.name} or with the same KMS key already exists.`,
      );
    }
    if (keys.length >= MOST_KEYS) {
      throw refusal("CreateKeySigningKey", "TooManyKeySigningKeys", "The limit of key signing keys is 2.");
    }
    return { keys: [...keys, key] };
  });
}

/** ActivateKeySigningKey. */
export function activateKey(account: Account, zoneId: string, name: string): Promise<void> {
  return change(account, "updateKey", "ActivateKeySigningKey", zoneId, (settings) => ({
    keys: withStatus(settings, name, "ACTIVE", "ActivateKeySigningKey"),
  }));
}

/** DeactivateKeySigningKey: not the last one that signs, nor one that the zone above vouches for. */
export function deactivateKey(account: Account, zoneId: string, name: string): Promise<void> {
  const operation = "DeactivateKeySigningKey";
  return change(account, "updateKey", operation, zoneId, (settings) => {
    const keys = withStatus(settings, name, "INACTIVE", operation);
    if (settings.isSigning && keys.every(({ status }) => status === "INACTIVE")) {
      throw refusal(
        operation,
        "KeySigningKeyInUse",
        `Key Signing Key with name ${name} is the only one of a zone that is signed.`,
      );
    }
    if (settings.parentHasDs) throw inParent(operation);
    return { keys };
  });
}

/** DeleteKeySigningKey. */
export function deleteKey(account: Account, zoneId: string, name: string): Promise<void> {
  const operation = "DeleteKeySigningKey";
  return change(account, "deleteKey", operation, zoneId, (settings) => {
    if (keyOf(settings, name, operation).status !== "INACTIVE") {
      throw refusal(
        operation,
        "InvalidKeySigningKeyStatus",
        `Key Signing Key with name ${name} cannot be deleted because current status is not INACTIVE.`,
      );
    }
    return { keys: settings.keys?.filter((key) => key.name !== name) ?? [] };
  });
}

/** EnableHostedZoneDNSSEC. */
export function enableSigning(account: Account, zoneId: string): Promise<void> {
  return change(account, "enableSigning", "EnableHostedZoneDNSSEC", zoneId, ({ keys = [] }) => {
    if (keys.every(({ status }) => status !== "ACTIVE")) {
      throw refusal(
        "EnableHostedZoneDNSSEC",
        "KeySigningKeyWithActiveStatusNotFound",
        `Hosted zone with ID '${zoneId}' does not have a Key Signing Key in ACTIVE status.`,
      );
    }
    return { isSigning: true };
  });
}

/** DisableHostedZoneDNSSEC. */
export function disableSigning(account: Account, zoneId: string): Promise<void> {
  const operation = "DisableHostedZoneDNSSEC";
  return change(account, "disableSigning", operation, zoneId, ({ keys = [], isSigning, parentHasDs }) => {
    if (keys.length === 0) {
      throw refusal(operation, "DNSSECNotFound", `DNSSEC is not enabled for hosted zone ${zoneId}.`);
    }
    if (isSigning && parentHasDs) throw inParent(operation);
    return { isSigning: false };
  });
}

function change(
  account: Account,
  action: string,
  operation: string,
  zoneId: string,
  changed: (settings: Route53Settings) => Partial<Route53Settings>,
): Promise<void> {
  return call(account, { action, zone: zoneId, retried: true }, () => {
    const { settings } = zoneOf(account, zoneId, operation);
    account.store.changeZone<Route53Settings>("route53", zoneId, { ...settings, ...changed(settings) });
  });
}

const withStatus = (
  settings: Route53Settings,
  name: string,
  status: KeySigningKey["status"],
  operation: string,
): readonly KeySigningKey[] => {
  const known = keyOf(settings, name, operation);
  return settings.keys?.map((key) => (key === known ? { ...key, status } : key)) ?? [];
};

function keyOf({ keys = [] }: Route53Settings, name: string, operation: string): KeySigningKey {
  const known = keys.find((key) => key.name === name);
  if (known) return known;
  throw refusal(operation, "NoSuchKeySigningKey", `Key Signing Key with name ${name} does not exist.`, 404);
}

function zoneOf(account: Account, zoneId: string, operation: string): Route53Zone {
  const zone = ownZone<Route53Settings>(account, zoneId);
  if (zone) return zone;
  throw refusal(operation, "NoSuchHostedZone", `No hosted zone found with ID: ${zoneId}`, 404);
}

const inParent = (operation: string): ServiceError =>
  refusal(
    operation,
    "KeySigningKeyInParentDSRecord",
    "The key-signing key (KSK) is specified in a parent DS record.",
  );

const refusal = (operation: string, code: string, words: string, status = 400): ServiceError =>
  new ServiceError(
    code,
    `operation error Route 53: ${operation}, https response error StatusCode: ${status}, ${code}: ${words}`,
  );
