/** The look-ups of `@pulumi/alicloud` that the sandbox offers (docs/facts/alidns.md, look-ups). */
import { present } from "../../properties.ts";
import type { FunctionHandler, Properties } from "../../provider.ts";
import type { Account } from "../../request.ts";
import type { StoredRecord } from "../../store.ts";
import type { AlidnsRecord, AlidnsZone } from "./record.ts";
import * as service from "./service.ts";

export const alidnsFunctions: Readonly<Record<string, FunctionHandler>> = {
  "alicloud:dns/getAlidnsRecords:getAlidnsRecords": getAlidnsRecords,
  "alicloud:dns/getAlidnsDomains:getAlidnsDomains": getAlidnsDomains,
};

interface RecordsArgs {
  readonly domainName: string;
  readonly type?: string;
  readonly rrRegex?: string;
  readonly valueRegex?: string;
  readonly ids?: readonly string[];
  readonly rrKeyWord?: string;
  readonly line?: string;
  readonly status?: string;
}

interface DomainsArgs {
  readonly domainNameRegex?: string;
  readonly keyWord?: string;
  readonly enableDetails?: boolean;
  readonly ids?: readonly string[];
}

async function getAlidnsRecords(account: Account, args: Properties): Promise<Properties> {
  const { domainName, type, rrRegex, valueRegex, ids, rrKeyWord, line, status } =
    args as unknown as RecordsArgs;
  const fits = ({ id, body }: StoredRecord<AlidnsRecord>): boolean =>
    (!type || body.type === type) &&
    (!rrKeyWord || body.rr.includes(rrKeyWord)) &&
    (!rrRegex || new RegExp(rrRegex).test(body.rr)) &&
    (!valueRegex || new RegExp(valueRegex).test(body.value)) &&
    (!ids?.length || ids.includes(id));
  // unless told otherwise only enabled records of the default line; `line: ""` lifts that filter
  const filter = { line: line ?? "default", status: (status || "ENABLE").toUpperCase() };
  const records = (await service.listRecords(account, domainName, filter)).filter(fits);
  return found(args, { ids: records.map(({ id }) => id), records: records.map(recordResult) });
}

async function getAlidnsDomains(account: Account, args: Properties): Promise<Properties> {
  const { domainNameRegex, keyWord, enableDetails = false, ids }: DomainsArgs = args;
  const fits = ({ id, name }: AlidnsZone): boolean =>
    (!keyWord || name.includes(keyWord)) &&
    (!domainNameRegex || new RegExp(domainNameRegex).test(name)) &&
    (!ids?.length || ids.includes(id));
  const domains = (await service.listDomains(account)).filter(fits);
  return found(args, {
    ids: domains.map(({ id }) => id),
    names: domains.map(({ name }) => name),
    domains: domains.map((zone) => domainResult(zone, enableDetails)),
  });
}

/** A bridged look-up answers its arguments as well. */
const found = (args: Properties, results: Properties): Properties => ({
  ...present(args),
  id: "sandbox",
  ...results,
});

function recordResult({ id, body }: StoredRecord<AlidnsRecord>): Properties {
  return { remark: "", priority: 0, ...body, id, recordId: id, locked: false };
}

/** The floor and the name servers come only with `enableDetails`. */
function domainResult({ id, name, settings }: AlidnsZone, details: boolean): Properties {
  return {
    id,
    domainId: id,
    domainName: name,
    punyCode: name,
    versionCode: settings.versionCode,
    minTtl: details ? settings.minTtl : 0,
    dnsServers: details ? settings.nameServers : [],
    availableTtls: [],
    remark: settings.remark ?? "",
  };
}
