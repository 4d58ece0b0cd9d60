/** The look-ups of `@pulumi/alicloud` that the sandbox offers (docs/facts/alidns.md, look-ups). */
import { present } from "../../properties.ts";
import type { FunctionHandler, Properties } from "../../provider.ts";
import { RefusedArguments } from "../../provider.ts";
import type { Account } from "../../request.ts";
import { worded } from "../../service.ts";
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
  // unless told otherwise only enabled records of the default line; `line: ""` lifts that filter
  const {
    domainName,
    type,
    rrRegex,
    valueRegex,
    ids,
    rrKeyWord,
    line = "default",
    status = "ENABLE",
  } = args as unknown as RecordsArgs;
  if (status !== "ENABLE" && status !== "DISABLE") {
    throw new RefusedArguments(`expected status to be one of [ENABLE DISABLE], got ${status}`);
  }
  const fits = ({ id, body }: StoredRecord<AlidnsRecord>): boolean =>
    (!type || body.type === type) &&
    (!rrKeyWord || body.rr.includes(rrKeyWord)) &&
    (!rrRegex || new RegExp(rrRegex).test(body.rr)) &&
    (!valueRegex || new RegExp(valueRegex).test(body.value)) &&
    (!ids?.length || ids.includes(id));
  const listed = await worded(
    "[ERROR] Datasource alicloud_alidns_records DescribeDomainRecords Failed!!! ",
    service.listRecords(account, domainName, { line, status }),
  );
  const records = listed.filter(fits);
  return found(
    { ...args, line: line || undefined, status },
    { ids: records.map(({ id }) => id), records: records.map(recordResult) },
  );
}

async function getAlidnsDomains(account: Account, args: Properties): Promise<Properties> {
  const { domainNameRegex, keyWord, enableDetails = false, ids }: DomainsArgs = args;
  const fits = ({ name }: AlidnsZone): boolean =>
    (!keyWord || name.includes(keyWord)) &&
    (!domainNameRegex || new RegExp(domainNameRegex).test(name)) &&
    (!ids?.length || ids.includes(name));
  const domains = (await service.listDomains(account)).filter(fits);
  return found(
    { ...args, enableDetails },
    {
      ids: domains.map(({ name }) => name),
      names: domains.map(({ name }) => name),
      domains: domains.map((zone) => domainResult(zone, enableDetails)),
    },
  );
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

/** What an answer has of a domain where the service says nothing. */
const EMPTY: Properties = {
  aliDomain: false,
  availableTtls: [],
  groupId: "",
  groupName: "",
  inBlackHole: false,
  inClean: false,
  instanceId: "",
  lineType: "",
  recordLineTreeJson: "",
  recordLines: [],
  regionLines: false,
  resourceGroupId: "",
  slaveDns: false,
  tags: {},
  versionName: "",
};

/** The floor and the name servers come only with `enableDetails`. */
function domainResult({ id, name, settings }: AlidnsZone, details: boolean): Properties {
  return {
    ...EMPTY,
    id: name,
    domainId: id,
    domainName: name,
    punyCode: name,
    versionCode: settings.versionCode,
    minTtl: details ? settings.minTtl : 0,
    dnsServers: details ? settings.nameServers : [],
    remark: settings.remark ?? "",
  };
}
