/** Which DMARC policy governs the mail of a domain: policy discovery of RFC 9989 §4.10, and of the older RFC 7489 §6.6.3. */
import { isWithin, labels, type Name, parentName } from "../zone/name.ts";
import { organizationalDomain } from "../zone/public-suffix.ts";
import { DMARC_POLICIES, type Dmarc } from "./dmarc.ts";
import { type Tag, tagValue } from "./tag-list.ts";

/** How strict a policy is. */
export const NONE = 0;
export const QUARANTINE = 1;
export const REJECT = 2;

/** A record as discovery reads it. */
export interface Discoverable {
  readonly dmarc: Pick<Dmarc, "tags" | "rua">;
}

/** The one record at `_dmarc` of a domain; `hidden` if there may be one that cannot be seen. */
export type DmarcAt<R extends Discoverable> = (domain: Name) => R | "hidden" | undefined;

/** How a receiver finds the organization of a domain: by DNS queries (RFC 9989) or by the public suffix list (RFC 7489). */
export type Reader = "walk" | "list";
export const READERS: readonly Reader[] = ["walk", "list"];

export interface Governing<R> {
  readonly found: R;
  /** The domain at whose `_dmarc` the record is. */
  readonly at: Name;
  /** `NONE`, `QUARANTINE` or `REJECT`: what `p` says for the domain itself, `sp` for one below it. */
  readonly policy: number;
  /** The same, one step less with `t=y` (RFC 9989 §4.7). */
  readonly applied: number;
}

type Discovered<R> = Governing<R> | "hidden" | undefined;

/** The policy for mail with an address at the domain: its own record's, else what it inherits. */
export function governing<R extends Discoverable>(
  domain: Name,
  reader: Reader,
  at: DmarcAt<R>,
): Discovered<R> {
  const found = at(domain);
  if (found === undefined) return inherited(domain, reader, at);
  return found === "hidden" ? found : policyFor(found, domain, domain);
}

/**
 * The policy that the domain has without a record of its own: that of its organizational domain, or of the public suffix
 * above that (RFC 9989 §4.10.1). Undefined if there is none, as for an organizational domain.
 */
export function inherited<R extends Discoverable>(
  domain: Name,
  reader: Reader,
  at: DmarcAt<R>,
): Discovered<R> {
  if (reader === "list") {
    const organization = organizationalDomain(domain);
    const found = organization === domain ? undefined : at(organization);
    return found === undefined || found === "hidden" ? found : policyFor(found, organization, domain);
  }
  const above = walk(domain, (name) => (name === domain ? undefined : at(name)));
  if (above === "hidden") return "hidden";
  for (const name of [above.organization, above.suffix]) {
    const found = name === undefined || name === domain ? undefined : at(name);
    if (found === "hidden") return "hidden";
    if (name !== undefined && found !== undefined) return policyFor(found, name, domain);
  }
  return undefined;
}

/** The strictest policy that receivers of either kind apply to a domain without a record of its own, as far as can be seen. */
export function strictestInherited<R extends Discoverable>(
  domain: Name,
  at: DmarcAt<R>,
): Governing<R> | undefined {
  let strictest: Governing<R> | undefined;
  for (const reader of READERS) {
    const policy = inherited(domain, reader, at);
    if (policy === undefined || policy === "hidden") continue;
    if (strictest === undefined || policy.applied > strictest.applied) strictest = policy;
  }
  return strictest;
}

/** What a record at `_dmarc` of a domain has receivers do for it: `NONE`, `QUARANTINE` or `REJECT`. */
export const appliedBy = (found: Discoverable, domain: Name): number =>
  policyFor(found, domain, domain)?.applied ?? NONE;

/** The organizational domain by the tree walk (RFC 9989 §4.10.2); `hidden` if a record that cannot be seen may decide it. */
export function organizationByWalk<R extends Discoverable>(domain: Name, at: DmarcAt<R>): Name | "hidden" {
  const walked = walk(domain, at);
  return walked === "hidden" ? walked : walked.organization;
}

interface Walked {
  readonly organization: Name;
  /** The domain with `psd=y` at which the walk ended. */
  readonly suffix?: Name;
}

function walk<R extends Discoverable>(domain: Name, at: DmarcAt<R>): Walked | "hidden" {
  let shortest: Name | "hidden" = domain;
  for (const name of walkedNames(domain)) {
    const found = at(name);
    if (found === undefined) continue;
    const psd = found === "hidden" ? undefined : tagValue(found.dmarc.tags, "psd")?.toLowerCase();
    if (psd === "n") return { organization: name };
    if (psd === "y" && name !== domain) return { organization: oneBelow(name, domain), suffix: name };
    shortest = found === "hidden" ? found : name;
    if (psd === "y") break;
  }
  return shortest === "hidden" ? shortest : { organization: shortest };
}

/** The names that are asked, at most 8: the domain, then the parent of each, at most 7 labels long (RFC 9989 §4.10). */
function* walkedNames(domain: Name): Generator<Name> {
  yield domain;
  const parts = labels(domain);
  let at = parts.length > MOST_LABELS ? `${parts.slice(-MOST_LABELS).join(".")}.` : parentName(domain);
  for (; at !== "."; at = parentName(at)) yield at;
}

const MOST_LABELS = 7;

/** The name on the way to `domain` that is one label longer than `name`. */
function oneBelow(name: Name, domain: Name): Name {
  let at = domain;
  while (at !== "." && parentName(at) !== name) at = parentName(at);
  return isWithin(at, name) ? at : domain;
}

/** What receivers apply of a policy: in a test one step less (RFC 9989 §4.7), though those of RFC 7489 do not know `t`. */
export const appliedOf = (policy: number, isTest: boolean): number =>
  isTest ? Math.max(policy - 1, NONE) : policy;

function policyFor<R extends Discoverable>(found: R, at: Name, domain: Name): Governing<R> | undefined {
  const policy = policyOf(found.dmarc, at === domain ? "p" : "sp");
  if (policy === undefined) return undefined;
  const isTest = tagValue(found.dmarc.tags, "t")?.toLowerCase() === "y";
  return { found, at, policy, applied: appliedOf(policy, isTest) };
}

/** Without a valid `p`, or with an invalid `sp` or `np`, a record that asks for reports means none, and any other nothing. */
function policyOf({ tags, rua }: Pick<Dmarc, "tags" | "rua">, tag: "p" | "sp"): number | undefined {
  const p = levelOf(tags, "p");
  const sp = levelOf(tags, "sp");
  const isInvalid = p === undefined || [p, sp, levelOf(tags, "np")].includes(-1);
  if (isInvalid) return rua.length > 0 ? NONE : undefined;
  return tag === "sp" ? (sp ?? p) : p;
}

/** Undefined for an absent tag, -1 for a policy that does not exist. */
function levelOf(tags: readonly Tag[], name: string): number | undefined {
  const value = tagValue(tags, name)?.toLowerCase();
  return value === undefined ? undefined : (DMARC_POLICIES as readonly string[]).indexOf(value);
}
