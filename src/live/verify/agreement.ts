/** Whether a server's answer is what the specs want. Pure. */
import { textKind } from "../../mail/text-kind.ts";
import { printRdata, type Rdata } from "../../zone/rdata.ts";
import type { RRset } from "../../zone/rrset.ts";

export const printed = (data: readonly Rdata[]): readonly string[] =>
  [...new Set(data.map(printRdata))].sort();

/**
 * Every wanted value is answered, and nothing else that would count as well: another value of these types, or for TXT another
 * policy of the same kind. Other texts and certificate authorities may be there by other hands.
 */
export function agrees(rrset: RRset, answered: readonly Rdata[]): boolean {
  const wanted = rrset.records.map(({ data }) => data);
  const had = new Set(answered.map(printRdata));
  if (!wanted.every((data) => had.has(printRdata(data)))) return false;
  const asked = new Set(wanted.map(printRdata));
  const kinds = new Set(wanted.map((data) => kindOf(rrset, data)).filter(Boolean));
  return answered
    .filter((data) => !asked.has(printRdata(data)))
    .every((data) => data.type === "CAA" || (data.type === "TXT" && !kinds.has(kindOf(rrset, data))));
}

const kindOf = ({ name }: RRset, data: Rdata): string | undefined =>
  data.type === "TXT" ? textKind(name, data.text) : undefined;
