import type { FunctionHandler, Properties } from "../../provider.ts";
import { present } from "../../provider.ts";
import type { StoredRecord, StoredZone } from "../../store.ts";
import type { AlidnsRecord } from "./service.ts";
import * as service from "./service.ts";

const getAlidnsRecords: FunctionHandler = async (account, args) => {
  const { domainName, type, rrRegex, valueRegex, ids, rrKeyWord, line, status } = args as {
    domainName: string;
    type?: string;
    rrRegex?: string;
    valueRegex?: string;
    ids?: string[];
    rrKeyWord?: string;
    line?: string;
    status?: string;
  };
  // Unless told otherwise only enabled records of the default line; `line: ""` lifts that filter (facts/pulumi.md 2).
  const wantedLine = line ?? "default";
  const wantedStatus = (status || "ENABLE").toUpperCase();
  const fits = ({ id, body }: StoredRecord<AlidnsRecord>) =>
    (!type || body.type === type) &&
    (!rrKeyWord || body.rr.includes(rrKeyWord)) &&
    (!rrRegex || new RegExp(rrRegex).test(body.rr)) &&
    (!valueRegex || new RegExp(valueRegex).test(body.value)) &&
    (!ids?.length || ids.includes(id));
  const filter = { line: wantedLine, status: wantedStatus };
  const records = (await service.listRecords(account, domainName, filter)).filter(fits);
  return {
    ...present(args),
    id: "sandbox",
    ids: records.map(({ id }) => id),
    records: records.map(recordResult),
  };
};

const getAlidnsDomains: FunctionHandler = async (account, args) => {
  const { domainNameRegex, keyWord, enableDetails, ids } = args as {
    domainNameRegex?: string;
    keyWord?: string;
    enableDetails?: boolean;
    ids?: string[];
  };
  const domains = (await service.listDomains(account)).filter(
    ({ id, name }) =>
      (!keyWord || name.includes(keyWord)) &&
      (!domainNameRegex || new RegExp(domainNameRegex).test(name)) &&
      (!ids?.length || ids.includes(id)),
  );
  return {
    ...present(args),
    id: "sandbox",
    ids: domains.map(({ id }) => id),
    names: domains.map(({ name }) => name),
    domains: domains.map((zone) => domainResult(zone, enableDetails ?? false)),
  };
};

/** The look-ups of `@pulumi/alicloud` that the sandbox offers. */
export const alidnsFunctions: Readonly<Record<string, FunctionHandler>> = {
  "alicloud:dns/getAlidnsRecords:getAlidnsRecords": getAlidnsRecords,
  "alicloud:dns/getAlidnsDomains:getAlidnsDomains": getAlidnsDomains,
};

function recordResult({ id, body }: StoredRecord<AlidnsRecord>): Properties {
  return { remark: "", priority: 0, ...body, id, recordId: id, locked: false };
}

/** The floor and the name servers come only with `enableDetails` (facts/pulumi.md 2). */
function domainResult({ id, name, settings }: StoredZone, details: boolean): Properties {
  return {
    id,
    domainId: id,
    domainName: name,
    punyCode: name,
    versionCode: settings.versionCode ?? "mianfei",
    minTtl: details ? (settings.minTtl ?? 600) : 0,
    dnsServers: details ? settings.nameServers : [],
    availableTtls: [],
    remark: settings.remark ?? "",
  };
}
