/** Where the evaluation of SPF gets its answers: from the records that specs want, and from DNS for all others. */
import type { SpfAnswer, SpfDns, SpfQuestion } from "../mail/check-host.ts";
import type { Zone } from "../plan/zone.ts";
import { zoneIndex } from "../plan/zone-index.ts";
import { absolute, withoutDot } from "../zone/name.ts";
import type { Rdata } from "../zone/rdata.ts";
import { type RRset, recordsAt } from "../zone/rrset.ts";
import type { Resolver } from "./dns/resolver.ts";

/** A chain of aliases in the specs, which `cname-loop` refuses if it has no end. */
const MOST_HOPS = 8;

/** A name in a managed zone of which neither the specs nor DNS have anything has none: it need not be published yet. */
export function spfDns(zones: readonly Zone[], resolver: Resolver): SpfDns {
  const index = zoneIndex(zones);
  const [first] = zones;
  const answer = async (text: string, type: SpfQuestion, hops: number): Promise<SpfAnswer> => {
    const name = absolute(text.toLowerCase());
    const zone = first && index.zoneOf(name, first);
    const sets = zone === undefined || zone.external.has(name) ? [] : (zone.owners.get(name) ?? []);
    const [alias] = zone === undefined ? [] : recordsAt(zone.owners, name, "CNAME");
    if (alias?.data.type === "CNAME" && hops < MOST_HOPS) return answer(alias.data.target, type, hops + 1);
    const own = sets.find((set) => set.type === type);
    if (own !== undefined) return valuesOf(own);
    const { outcome, records } = await resolver.lookUp(name, type);
    if (outcome === "failed") return zone === undefined ? "failed" : [];
    return values(records.map(({ data }) => data as Rdata));
  };
  return (name, type) => answer(name, type, 0);
}

const valuesOf = ({ records }: RRset): readonly string[] => values(records.map(({ data }) => data));

function values(all: readonly Rdata[]): readonly string[] {
  const byPreference = [...all].sort((a, b) =>
    "preference" in a && "preference" in b ? a.preference - b.preference : 0,
  );
  return byPreference.map((data) => {
    if (data.type === "TXT") return data.text;
    if ("address" in data) return data.address;
    return withoutDot("exchange" in data ? data.exchange : "target" in data ? data.target : "");
  });
}
