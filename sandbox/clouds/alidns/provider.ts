import {
  differing,
  missing,
  type Properties,
  type ProviderPlugin,
  present,
  type ResourceHandler,
  sameJson,
  unknownValue,
} from "../../provider.ts";
import { type Account, ServiceError } from "../../service.ts";
import { alidnsFunctions } from "./lookups.ts";
import type { AlidnsRecord, AlidnsRequest } from "./service.ts";
import * as service from "./service.ts";
import { alidnsDomain } from "./zone.ts";

const inputNames = [
  "domainName",
  "rr",
  "type",
  "value",
  "ttl",
  "line",
  "priority",
  "status",
  "remark",
  "lang",
  "userClientIp",
];
/** What UpdateDomainRecord carries. */
const recordNames = ["rr", "type", "value", "ttl", "line", "priority"];
const hostTypes = ["NS", "MX", "CNAME", "SRV"];

const alidnsRecord: ResourceHandler = {
  check(inputs) {
    const failures = missing(inputs, ["domainName", "rr", "type", "value"]);
    const checked: Properties = { ttl: 600, line: "default", status: "ENABLE", ...present(inputs) };
    if (!["ENABLE", "DISABLE", unknownValue].includes(String(checked["status"]))) {
      failures.push({ property: "status", reason: `expected status to be one of ["ENABLE" "DISABLE"]` });
    }
    return { inputs: checked, failures };
  },

  diff(state, inputs) {
    const changed = differing(state, inputs, inputNames).filter((name) => !hidden(name, state, inputs));
    return { changed, replaces: changed.filter((name) => name === "domainName") };
  },

  async create(account, inputs) {
    const { id } = await forwarded(() =>
      service.addRecord(account, String(inputs["domainName"]), requestOf(inputs)),
    );
    // Three calls a record: the status is always set, so that permission is always needed (facts/pulumi.md 4).
    await forwarded(() =>
      service.setField(account, id, { status: inputs["status"] as AlidnsRecord["status"] }),
    );
    if (inputs["remark"])
      await forwarded(() => service.setField(account, id, { remark: String(inputs["remark"]) }));
    return { id, state: await readState(account, id, inputs) };
  },

  async read(account, id, state, inputs) {
    const record = await service.readRecord(account, id);
    if (!record) return undefined;
    const live = liveState(record, state);
    const keys = state && inputs ? Object.keys(inputs) : inputNames;
    const seen = keys.map((key) => [
      key,
      inputs && sameJson(inputs[key], live[key]) ? inputs[key] : live[key],
    ]);
    return { id, state: live, inputs: present(Object.fromEntries(seen)) };
  },

  async update(account, id, state, inputs) {
    const changed = this.diff(state, inputs).changed;
    if (["status", "lang", "userClientIp"].some((name) => changed.includes(name))) {
      await forwarded(() =>
        service.setField(account, id, { status: inputs["status"] as AlidnsRecord["status"] }),
      );
    }
    if (changed.includes("remark")) {
      await forwarded(() => service.setField(account, id, { remark: String(inputs["remark"] ?? "") }));
    }
    if (recordNames.some((name) => changed.includes(name))) {
      await forwarded(() => service.updateRecord(account, id, requestOf(inputs)));
    }
    return readState(account, id, inputs);
  },

  async delete(account, id) {
    try {
      await service.deleteRecord(account, id);
    } catch (error) {
      // terraform-provider-alicloud, resourceAliCloudAlidnsRecordDelete: what is gone is no error.
      if (!(error instanceof ServiceError && error.code === "DomainRecordNotBelongToUser")) throw error;
    }
  },
};

/** Alibaba Cloud DNS through pulumi-alicloud 3: one resource is one value on one line, or a zone. */
export const alidns: ProviderPlugin = {
  name: "alicloud",
  cloud: "alidns",
  accountKeys: ["profile", "accessKey"],
  resources: {
    "alicloud:dns/alidnsRecord:AlidnsRecord": alidnsRecord,
    "alicloud:dns/alidnsDomain:AlidnsDomain": alidnsDomain,
  },
  functions: alidnsFunctions,
};

/** Differences that the real provider suppresses (facts/pulumi.md 5 and 6a). */
function hidden(name: string, state: Properties, inputs: Properties): boolean {
  if (name === "priority") return inputs["type"] !== "MX";
  const [old, wanted] = [state[name], inputs[name]];
  if (name !== "value" || typeof wanted !== "string" || !hostTypes.includes(String(inputs["type"])))
    return false;
  // Only the program's side is trimmed.
  return old === wanted.trim().replace(/\.$/, "");
}

function requestOf(inputs: Properties): AlidnsRequest {
  const { rr, type, value, ttl, line, priority } = inputs as unknown as AlidnsRequest;
  // The provider takes 0 for unset and stops before any call (facts/pulumi.md 6a).
  if (type === "MX" && !priority)
    throw new ServiceError("priority", "'priority': required field when 'type' is MX.");
  return { rr, type, value, ttl, line, ...(priority ? { priority } : {}) };
}

async function readState(account: Account, id: string, inputs: Properties): Promise<Properties> {
  const record = await service.readRecord(account, id);
  if (!record) throw new Error(`the record ${id} is gone`);
  return liveState(record, inputs);
}

/** `remark`, `lang` and `userClientIp` are not read back: their drift cannot be seen (facts/pulumi.md 5). */
function liveState(record: AlidnsRecord, said: Properties | undefined): Properties {
  const { domainName, rr, type, value, ttl, line, status, priority } = record;
  const { remark, lang, userClientIp } = said ?? {};
  const shown = type === "MX" ? priority : said?.["priority"];
  return present({
    domainName,
    rr,
    type,
    value,
    ttl,
    line,
    status,
    priority: shown,
    remark,
    lang,
    userClientIp,
  });
}

/** Errors reach the user with the name of the resource type before them, as the provider words them. */
async function forwarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code === "priority") throw error;
    throw new ServiceError(error.code, `[ERROR] Resource alicloud_alidns_record failed: ${error.message}`);
  }
}
