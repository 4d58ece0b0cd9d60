/** The DMARC policy that governs a domain before and after a change. */
import { type DmarcAt, governing, inherited } from "../mail/governing-policy.ts";
import { tagValue } from "../mail/tag-list.ts";
import { isDmarc } from "../mail/text-kind.ts";
import { dmarcAt, readDmarc } from "../plan/dmarc-at.ts";
import type { Zone } from "../plan/zone.ts";
import { zoneIndex } from "../plan/zone-index.ts";
import type { Name } from "../zone/name.ts";
import type { Change } from "./change.ts";
import { type Strictness, strictnessOf } from "./dmarc-strictness.ts";

export interface Governed extends Strictness {
  /** The domain at whose `_dmarc` the policy is. */
  readonly at: Name;
}

/** Undefined if the domain has no policy, or none that can be seen. */
export type GovernedBy = (domain: Name) => Governed | "hidden" | undefined;

type Text = { readonly text: string; readonly dmarc: ReturnType<typeof readDmarc> };

/** Among the records that the stack owns; what else there was is not known here. */
export function governedBefore({ records }: Change): GovernedBy {
  const texts = new Map<Name, Set<string>>();
  for (const { name, type, data } of records) {
    if (type !== "TXT" || !name.startsWith("_dmarc.")) continue;
    const all = texts.get(name) ?? new Set();
    for (const one of data) if (one.type === "TXT" && isDmarc(one.text)) all.add(one.text);
    texts.set(name, all);
  }
  return governedBy((domain) => {
    const [text, ...others] = texts.get(`_dmarc.${domain}`) ?? [];
    return text === undefined || others.length > 0 ? undefined : { text, dmarc: readDmarc(text) };
  });
}

/** In the wanted zones, seen from one of them. Above these, no policy is assumed. */
export function governedAfter({ zones }: Change, near: Zone): GovernedBy {
  const index = zoneIndex(zones);
  const at = dmarcAt(zones, near);
  return governedBy((domain) => (index.zoneOf(domain, near) === undefined ? undefined : at(domain)));
}

function governedBy(at: DmarcAt<Text>): GovernedBy {
  return (domain) => {
    const policy = governing(domain, "walk", at);
    if (policy === undefined || policy === "hidden") return policy;
    const own = strictnessOf([{ type: "TXT", text: policy.found.text }]);
    if (own === undefined) return undefined;
    if (policy.at !== domain) return { ...own, p: own.sp, at: policy.at };
    // sp and np count in the record of the organization alone (RFC 9989 §4.7)
    const above = inherited(domain, "walk", at);
    const isOrganization = tagValue(policy.found.dmarc.tags, "psd")?.toLowerCase() === "n";
    if (isOrganization || typeof above !== "object") return { ...own, at: domain };
    const organization = strictnessOf([{ type: "TXT", text: above.found.text }]);
    return { ...own, sp: organization?.sp ?? own.sp, np: organization?.np ?? own.np, at: domain };
  };
}
