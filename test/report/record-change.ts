/** Builds changes of records for reports, from texts such as `600 10 mx.example.net.`. */
import type { RecordChange } from "../../src/engine/plan-change.ts";
import { absolute, ownerName } from "../../src/zone/name.ts";
import type { RecordType } from "../../src/zone/rdata.ts";
import { data } from "../zone/rrset.ts";

/** A side of a change: `600 10 mx.example.net.`, values parted by ` | `; "" for none. */
function side(type: RecordType, text: string) {
  if (text === "") return undefined;
  const [, ttl, values = ""] = /^(\d+) (.*)$/s.exec(text) ?? [];
  return {
    ttl: Number(ttl),
    data: values === "" ? [] : values.split(" | ").map((value) => data(type, value)),
  };
}

/** One record's change; `from` and `to` are sides, `owner` is relative to the domain. */
export function change(
  kind: RecordChange["kind"],
  owner: string,
  type: RecordType,
  from: string,
  to: string,
  domain = "example.com",
): RecordChange {
  const before = side(type, from);
  const after = side(type, to);
  return {
    kind,
    resource: `${domain}/${owner}/${type}`,
    cloud: "route53",
    domain,
    owner: ownerName(owner, absolute(domain)),
    type,
    ...(before && { before }),
    ...(after && { after }),
    gap: false,
  };
}
