/** PTR records for the mail hosts of specs with `ptr: true`, in the reverse zones of the same stack. */
import type { Domain } from "../preset/domain.ts";
import { isReverse, isWithin, type Name } from "../zone/name.ts";
import { compareText } from "../zone/order.ts";
import { isNullMx } from "../zone/rdata.ts";
import { recordsAt, type ZoneRecord } from "../zone/rrset.ts";
import { holdsAddress, ownerOfAddress } from "./reverse-zone.ts";
import type { Zone } from "./zone.ts";

export interface MailAddress {
  readonly host: Name;
  readonly address: string;
}

/** The addresses that a domain's records give its MX hosts, each once. */
export function mailAddresses({ spec, records }: Domain): readonly MailAddress[] {
  const hosts = new Set(
    records.flatMap(({ name, data }) =>
      name === spec.domain && data.type === "MX" && !isNullMx(data) ? [data.exchange] : [],
    ),
  );
  const found = records.flatMap(({ name, data }) =>
    hosts.has(name) && "address" in data ? [{ host: name, address: data.address }] : [],
  );
  return [...new Map(found.map((one) => [`${one.host} ${one.address}`, one])).values()];
}

/** A reverse zone, and those of its domains that can have PTR records. */
interface Candidate {
  readonly zone: Zone;
  readonly takers: readonly Domain[];
}

/** The innermost zones first. A cloud may have no PTR records. */
function candidatesAmong(zones: readonly Zone[]): readonly Candidate[] {
  const reverse = zones.filter(({ name }) => isReverse(name));
  const unable = new Set(
    reverse
      .filter(({ cloud }) => !cloud.limits.types.able.includes("PTR"))
      .flatMap(({ domains }) => domains.map(({ domain }) => domain)),
  );
  return reverse
    .map((zone) => ({
      zone,
      takers: zone.domains.map(({ domain }) => domain).filter((one) => !unable.has(one)),
    }))
    .sort((a, b) => b.zone.name.length - a.zone.name.length);
}

/** The domains of reverse zones that get PTR records, each with them. */
export function withPointers(zones: readonly Zone[]): ReadonlyMap<Domain, Domain> {
  const added = new Map<Domain, Map<string, ZoneRecord>>();
  const asking = new Set(
    zones.flatMap(({ domains }) =>
      domains.flatMap(({ domain }) => (domain.spec.input.ptr === true ? [domain] : [])),
    ),
  );
  const candidates = asking.size === 0 ? [] : candidatesAmong(zones);
  for (const domain of asking) {
    for (const { host, address } of mailAddresses(domain)) {
      // the innermost zone of the same stack
      const found = candidates.find(
        ({ zone, takers }) => holdsAddress(zone, address) && takers.some((one) => isOfStack(one, domain)),
      );
      if (found === undefined) continue;
      const name = ownerOfAddress(found.zone, address);
      // what a spec has for the address stays alone
      if (recordsAt(found.zone.owners, name, "PTR").length > 0) continue;
      const holder = found.takers
        .filter((one) => isWithin(name, one.spec.domain) && isOfStack(one, domain))
        .sort((x, y) => y.spec.domain.length - x.spec.domain.length)[0];
      if (holder === undefined) continue;
      const records = added.get(holder) ?? new Map<string, ZoneRecord>();
      records.set(`${name} ${host}`, {
        name,
        ttl: holder.spec.ttl,
        data: { type: "PTR", target: host },
        origin: { place: domain.spec.source.place(["ptr"]) },
      });
      added.set(holder, records);
    }
  }
  return new Map(
    [...added].map(([domain, records]) => [
      domain,
      {
        ...domain,
        records: [
          ...domain.records,
          ...[...records].sort(([a], [b]) => compareText(a, b)).map(([, record]) => record),
        ],
      },
    ]),
  );
}

const isOfStack = (one: Domain, other: Domain): boolean => one.spec.stack === other.spec.stack;
