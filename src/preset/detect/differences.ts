/** How the records of a spec differ from those that exist. */
import { absolute, type Name, relativeName } from "../../zone/name.ts";
import { compareNames, compareText } from "../../zone/order.ts";
import type { Detection } from "./detect.ts";
import { allOf, type Fact, factsOf, hasAll, holdsSpf, type Observed } from "./facts.ts";
import type { Service } from "./service.ts";

/** A record, or a term of one, that is only on one side, or different on the other. */
export interface Difference {
  readonly owner: string;
  readonly type: string;
  /** What the presets want there. */
  readonly wanted?: string;
  /** What is there. */
  readonly found?: string;
  /** The preset that wants it. */
  readonly provider?: string;
}

export interface Differences {
  /** Records of the presets that are missing. */
  readonly missing: readonly Difference[];
  /** Records that exist in another form. */
  readonly different: readonly Difference[];
  /** Mail records that no preset has. */
  readonly extra: readonly Difference[];
}

/** Facts that are about mail, whatever service they are for. */
const isAboutMail = ({ owner, type }: Fact): boolean =>
  type === "MX" || type === "SPF" || /(?:^|\.)(?:_domainkey|_dmarc|_mta-sts|_tls|_bimi)(?:\.|$)/.test(owner);

/** Facts of which a name has only one, so that another value there is a difference rather than another record. */
const standsAlone = ({ owner, type }: Fact): boolean =>
  type === "CNAME" || (type === "TXT" && /(?:^|\.)(?:_domainkey|_dmarc|_mta-sts|_tls)(?:\.|$)/.test(owner));

export function differences(
  wanted: readonly Observed[],
  found: readonly Observed[],
  domain: Name,
  services: readonly Service[],
): Differences {
  const there = factsOf(found, domain)
    .filter(isTold)
    .map((fact) => (isVendorRedirect(fact, services) ? { ...fact, text: asInclude(fact) } : fact));
  const asked = factsOf(wanted, domain).filter(isTold);
  const known = new Set(there.map(factKey));
  const meant = new Set(asked.map(factKey));
  const missing: Difference[] = [];
  const different: Difference[] = [];
  const met = new Set<Fact>();
  for (const fact of asked.filter((one) => !known.has(factKey(one)))) {
    const provider = services.find(({ detection }) => publishes(detection, fact))?.id;
    const whose = provider === undefined ? {} : { provider };
    const other = there.find((one) => !meant.has(factKey(one)) && !met.has(one) && isInPlaceOf(one, fact));
    if (other === undefined)
      missing.push({ owner: fact.owner, type: fact.type, wanted: fact.text, ...whose });
    else {
      met.add(other);
      different.push({ owner: fact.owner, type: fact.type, wanted: fact.text, found: other.text, ...whose });
    }
  }
  different.push(...otherAll(wanted, found, domain, services));
  const extra = there
    .filter((fact) => !meant.has(factKey(fact)) && !met.has(fact) && isAboutMail(fact))
    .map(({ owner, type, text }) => ({ owner, type, found: text }));
  const sorted = (ones: readonly Difference[]): Difference[] =>
    [...ones].sort((a, b) => compareNames(`${a.owner}.`, `${b.owner}.`) || compareText(a.type, b.type));
  return { missing: sorted(missing), different: sorted(different), extra: sorted(extra) };
}

export const REDIRECT = /^redirect=/i;

const asInclude = ({ text }: Fact): string => text.replace(REDIRECT, "include:");

/**
 * Whether it is the `redirect=` that a vendor gives where the preset has an include. Then the `all` of the vendor's
 * record counts; beside an `all`, the redirect is ignored (RFC 7208 §6.1).
 */
export const isVendorRedirect = (fact: Fact, services: readonly Service[]): boolean =>
  fact.type === "SPF" &&
  REDIRECT.test(fact.text) &&
  !hasAll(fact.record) &&
  services.some(
    ({ preset, detection }) => preset.conflicts.includes("spf-redirect") && publishes(detection, fact),
  );

/** SPF is compared term by term. */
const isTold = ({ type, record }: Fact): boolean => type === "SPF" || !holdsSpf(record);

export const factKey = (fact: Fact): string => {
  const { owner, type, text } = fact;
  const said = type === "SPF" ? withoutOwnName(fact) : text;
  return `${owner}\n${type}\n${type === "TXT" || type === "CAA" ? said : said.toLowerCase()}`;
};

/** `a:example.com` at example.com is `a` (RFC 7208 §4.8). */
const withoutOwnName = ({ text, record: { name } }: Fact): string =>
  text.replace(/^([-~?]?(?:a|mx)):([^/]+)/i, (term, mechanism: string, host: string) =>
    absolute(host) === name ? mechanism : term,
  );

function isInPlaceOf(one: Fact, fact: Fact): boolean {
  if (one.owner !== fact.owner || one.type !== fact.type) return false;
  if (fact.type === "MX") return one.text.split(" ")[1] === fact.text.split(" ")[1];
  return standsAlone(fact);
}

const publishes = ({ signs }: Detection, { owner, type, text }: Fact): boolean =>
  signs.some(
    (sign) => sign.type === type && sign.forms.some(({ pattern }) => pattern.test(`${owner}\n${text}`)),
  );

/** SPF records with a different `all`. */
export function otherAll(
  wanted: readonly Observed[],
  found: readonly Observed[],
  domain: Name,
  services: readonly Service[],
): Difference[] {
  return wanted.filter(holdsSpf).flatMap((spf) => {
    const there = found.filter((one) => one.name === spf.name && holdsSpf(one));
    const [other] = there;
    // of several records, receivers use none
    if (other === undefined || there.length > 1 || allOf(other) === allOf(spf)) return [];
    if (factsOf([other], domain).some((fact) => isVendorRedirect(fact, services))) return [];
    const owner = relativeName(spf.name, domain);
    return [{ owner, type: "SPF all", wanted: allOf(spf) ?? "none", found: allOf(other) ?? "none" }];
  });
}
