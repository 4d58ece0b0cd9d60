/** Alibaba Cloud DNS through pulumi-alicloud 3: one resource is one value on one line, or a zone (docs/facts/alidns.md, provider). */
import { plainSchema, type Schema } from "../../bridge/schema.ts";
import { difference, differing, isOther, missing, present, sameOrZero } from "../../properties.ts";
import type { Properties, ProviderPlugin, ResourceHandler } from "../../provider.ts";
import type { Account } from "../../request.ts";
import { ServiceError, swallowing, worded } from "../../service.ts";
import { failed } from "./failed.ts";
import { alidnsFunctions } from "./lookups.ts";
import { planned } from "./planned.ts";
import { type AlidnsRecord, type AlidnsRequest, HOST_TYPES } from "./record.ts";
import * as service from "./service.ts";
import { alidnsDomain } from "./zone.ts";

const SCHEMA: Schema = {
  ...plainSchema("domainName rr type value", "priority remark lang userClientIp"),
  ttl: { default: 600 },
  line: { default: "default" },
  status: { default: "ENABLE" },
};
const REPLACING = ["domainName"];

/** What UpdateDomainRecord carries. */
const UPDATED = ["rr", "type", "value", "ttl", "line", "priority"];

/** What has the status set anew. */
const WITH_STATUS = ["status", "lang", "userClientIp"];

const record: ResourceHandler = {
  schema: SCHEMA,

  check(inputs) {
    const failures = missing(inputs, SCHEMA);
    if (isOther(inputs["status"], ["ENABLE", "DISABLE"])) {
      failures.push({ property: "status", reason: `expected status to be one of ["ENABLE" "DISABLE"]` });
    }
    return failures;
  },

  diff(state, inputs) {
    const changed = differing(state, inputs, SCHEMA, sameOrZero).filter(
      (name) => !isHidden(name, state, inputs),
    );
    return difference(changed, REPLACING);
  },

  planned(inputs, state = {}) {
    const isHiddenPriority = inputs["type"] !== "MX";
    return planned({ ...inputs, ...(isHiddenPriority && { priority: state["priority"] }) }, state);
  },

  async create(account, inputs) {
    // the provider takes 0 for unset and stops before any call
    if (inputs["type"] === "MX" && !inputs["priority"]) {
      throw new ServiceError("priority", "[ERROR] 'priority': required field when 'type' is MX.");
    }
    const { id } = await worded(
      failed("alicloud_alidns_record", "AddDomainRecord"),
      service.addRecord(account, String(inputs["domainName"]), requestOf(inputs)),
    );
    // three calls a record: the status is always set, so that permission is always needed
    await setStatus(account, id, inputs);
    if (inputs["remark"]) await setRemark(account, id, inputs);
    return { id, state: await readState(account, id, inputs) };
  },

  async read(account, id, state) {
    const found = await worded(failed(id, "DescribeDomainRecordInfo"), service.readRecord(account, id));
    return found && { id, state: liveState(found, state) };
  },

  async update(account, id, state, inputs) {
    const { changed } = this.diff(state, inputs);
    const isChanged = (name: string): boolean => changed.includes(name);
    if (WITH_STATUS.some(isChanged)) await setStatus(account, id, inputs);
    if (isChanged("remark")) await setRemark(account, id, inputs);
    if (UPDATED.some(isChanged)) {
      await worded(failed(id, "UpdateDomainRecord"), service.updateRecord(account, id, requestOf(inputs)));
    }
    return readState(account, id, { ...leftOut(state), ...inputs });
  },

  // what is gone is no error (terraform-provider-alicloud, resourceAliCloudAlidnsRecordDelete)
  delete: (account, id) =>
    swallowing(
      "DomainRecordNotBelongToUser",
      worded(failed(id, "DeleteDomainRecord"), service.deleteRecord(account, id)),
    ),
};

export const alidns: ProviderPlugin = {
  cloud: "alidns",
  bridge: "sdk1",
  accountKeys: ["profile", "accessKey"],
  resources: {
    "alicloud:dns/alidnsRecord:AlidnsRecord": record,
    "alicloud:dns/alidnsDomain:AlidnsDomain": alidnsDomain,
  },
  functions: alidnsFunctions,
};

/** What is not read back is empty once it was there. */
const leftOut = (state: Properties): Properties =>
  Object.fromEntries(NOT_READ.filter((name) => state[name] !== undefined).map((name) => [name, ""]));

const NOT_READ = ["remark", "lang", "userClientIp"];

/** Differences that the real provider suppresses. */
function isHidden(name: string, state: Properties, inputs: Properties): boolean {
  if (name === "priority") return inputs["type"] !== "MX";
  const [old, wanted] = [state[name], inputs[name]];
  if (name !== "value" || typeof wanted !== "string" || !HOST_TYPES.includes(String(inputs["type"])))
    return false;
  // only the program's side is trimmed
  return old === wanted.trim().replace(/\.$/, "");
}

function requestOf(inputs: Properties): AlidnsRequest {
  const { rr, type, value, ttl, line, priority } = inputs as unknown as AlidnsRequest;
  return { rr, type, value, ttl, line, ...(priority ? { priority } : {}) };
}

const setStatus = (account: Account, id: string, { status }: Properties): Promise<void> =>
  worded(
    failed(id, "SetDomainRecordStatus"),
    service.setField(account, id, { status: status as AlidnsRecord["status"] }),
  );

const setRemark = (account: Account, id: string, { remark }: Properties): Promise<void> =>
  worded(
    failed(id, "UpdateDomainRecordRemark"),
    service.setField(account, id, { remark: String(remark ?? "") }),
  );

async function readState(account: Account, id: string, inputs: Properties): Promise<Properties> {
  const found = await worded(failed(id, "DescribeDomainRecordInfo"), service.readRecord(account, id));
  if (!found) throw new Error(`the record ${id} no longer exists`);
  return liveState(found, inputs);
}

/**
 * `remark`, `lang` and `userClientIp` are not read back: their drift cannot be seen. The client of the API has 0 for the
 * priority of a type that has none.
 */
function liveState(found: AlidnsRecord, said: Properties | undefined): Properties {
  const { domainName, rr, type, value, ttl, line, status, priority = 0 } = found;
  const { remark, lang, userClientIp } = said ?? {};
  return present({
    domainName,
    rr,
    type,
    value,
    ttl,
    line,
    status,
    priority,
    remark,
    lang,
    userClientIp,
  });
}
