/** The names of a domain that its own records lead to: no preset knows them, and the checks take a name unseen for one absent. */
import { parseSpf } from "../mail/spf.ts";
import type { SpfTerm } from "../mail/spf-term.ts";
import { isSpf } from "../mail/text-kind.ts";
import type { Observed } from "../preset/detect/facts.ts";
import { absolute, isWithin, type Name } from "../zone/name.ts";
import type { RecordType } from "../zone/rdata.ts";

type Questions = readonly (readonly [Name, readonly RecordType[]])[];

/** What to ask for, by name: the addresses of hosts, the MX of an `mx` term, the text of an included record. */
export function ledTo(records: readonly Observed[], domain: Name): ReadonlyMap<Name, Set<RecordType>> {
  const wanted = new Map<Name, Set<RecordType>>();
  for (const [name, types] of records.flatMap(questionsOf)) {
    if (!isWithin(name, domain)) continue;
    const own = wanted.get(name) ?? new Set();
    wanted.set(name, own);
    for (const type of types) own.add(type);
  }
  return wanted;
}

const ADDRESSES = ["A", "AAAA"] as const;

function questionsOf({ name, data }: Observed): Questions {
  if (data.type === "MX") return data.exchange === "." ? [] : [[data.exchange, ADDRESSES]];
  if (data.type !== "TXT" || !isSpf(data.text)) return [];
  return parseSpf(data.text).terms.flatMap((term): Questions => {
    const types = ASKED_BY[term.name];
    const target = "domain" in term && term.domain !== undefined ? absolute(term.domain) : name;
    return types === undefined || target.includes("%") ? [] : [[target, types]];
  });
}

const ASKED_BY: Readonly<Partial<Record<SpfTerm["name"], readonly RecordType[]>>> = {
  a: ADDRESSES,
  // a name that receives mail has SPF of its own, too
  mx: ["MX", "TXT"],
  include: ["TXT"],
  redirect: ["TXT"],
};
