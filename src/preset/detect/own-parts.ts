/** What a spec has to say beyond its presets, so that it publishes what is there: SPF terms, a policy, their records. */
import { dmarcFields, parseDmarc } from "../../mail/dmarc.ts";
import { composeSpf } from "../../mail/spf.ts";
import { isDmarc } from "../../mail/text-kind.ts";
import type { RecordDraft, SpecDraft, UseDraft } from "../../spec/print.ts";
import { isWithin, type Name, relativeName, withoutDot } from "../../zone/name.ts";
import { printRdata } from "../../zone/rdata.ts";
import { spfTerms } from "../spf-terms.ts";
import { factKey, isVendorRedirect, otherAll, REDIRECT } from "./differences.ts";
import { allOf, type Fact, factsOf, hasAll, holdsSpf, type Observed } from "./facts.ts";
import { spfFields } from "./own-spf.ts";
import type { Service } from "./service.ts";

/**
 * The draft with what the records say about the domain as a whole, if the presets differ: the spec must neither weaken it
 * nor lose a sender. Two SPF or DMARC records say nothing (RFC 7208 §4.5, RFC 9989 §4.7): then only the senders count.
 */
export function withOwnParts(
  draft: SpecDraft,
  wanted: readonly Observed[],
  found: readonly Observed[],
  domain: Name,
  services: readonly Service[],
): SpecDraft {
  const said = otherAllOf(wanted, found, domain, services);
  const all = SPF_ALLS.find((one) => one === said);
  const fields = spfFields(ownTerms(wanted, found, domain, services), withoutDot(domain));
  const spf = { ...fields, ...(all === undefined ? {} : { all }) };
  const text = dmarcAt(found, domain);
  const dmarc =
    text === undefined || text === dmarcAt(wanted, domain) ? undefined : dmarcFields(parseDmarc(text));
  const hosted = hostedDmarc(wanted, found, domain);
  return {
    ...withoutParts(draft, {
      off: fields === undefined ? ["spf"] : [],
      without: hosted === undefined ? [] : ["_dmarc"],
      services,
    }),
    ...(fields === undefined || Object.keys(spf).length === 0 ? {} : { spf }),
    ...(dmarc === undefined || hosted !== undefined ? {} : { dmarc: { ...dmarc } }),
    ...(hosted === undefined ? {} : { records: [hosted] }),
  };
}

/** The `all` that the domain's SPF record has, if it is not what the draft gives anyway. */
function otherAllOf(
  wanted: readonly Observed[],
  found: readonly Observed[],
  domain: Name,
  services: readonly Service[],
): string | undefined {
  const isOwn = (one: Observed): boolean => one.name === domain && holdsSpf(one);
  if (wanted.some(isOwn))
    return otherAll(wanted, found, domain, services).find(({ owner }) => owner === "@")?.found;
  const [only, ...more] = found.filter(isOwn);
  const all = only === undefined || more.length > 0 ? undefined : allOf(only);
  return all === "softfail" ? undefined : all;
}

const SPF_ALLS = ["fail", "softfail", "neutral"] as const;

/** The only policy of the domain. */
function dmarcAt(records: readonly Observed[], domain: Name): string | undefined {
  const texts = records.flatMap(({ name, data }) =>
    name === `_dmarc.${domain}` && data.type === "TXT" && isDmarc(data.text) ? [data.text] : [],
  );
  return texts.length === 1 ? texts[0] : undefined;
}

/** The CNAME by which a service that no preset is for keeps the domain's policy. */
function hostedDmarc(
  wanted: readonly Observed[],
  found: readonly Observed[],
  domain: Name,
): RecordDraft | undefined {
  const isHosted = ({ name, data }: Observed): boolean =>
    name === `_dmarc.${domain}` && data.type === "CNAME";
  const { data } = found.find(isHosted) ?? {};
  if (data === undefined || wanted.some(isHosted)) return undefined;
  return { name: "_dmarc", type: "CNAME", value: printRdata(data) };
}

/** The SPF terms of the mail domain that the presets do not have; a `redirect=` beside an `all` is none (RFC 7208 §6.1). */
function ownTerms(
  wanted: readonly Observed[],
  found: readonly Observed[],
  domain: Name,
  services: readonly Service[],
): string[] {
  const isOwn = ({ owner, type }: Fact): boolean => owner === "@" && type === "SPF";
  const meant = new Set(factsOf(wanted, domain).filter(isOwn).map(factKey));
  const terms = factsOf(found, domain).filter(
    (fact) =>
      isOwn(fact) &&
      !meant.has(factKey(fact)) &&
      !isVendorRedirect(fact, services) &&
      !(REDIRECT.test(fact.text) && hasAll(fact.record)),
  );
  return [...new Set(terms.map(({ text }) => text))];
}

interface LeftOut {
  readonly off: readonly string[];
  readonly without: readonly string[];
  readonly services: readonly Service[];
}

/** The draft without what the presets in it have of these groups and at these owners. */
function withoutParts(draft: SpecDraft, { off, without, services }: LeftOut): SpecDraft {
  const cut = (use: UseDraft): UseDraft => {
    const records = services.find(({ id }) => id === use.provider)?.preset.records ?? [];
    const owners = records.map((record) =>
      record.type === "DMARC" && record.name === "@" ? "_dmarc" : record.name,
    );
    return {
      ...use,
      off: off.filter((group) => records.some((one) => one.group === group && one.name === "@")),
      without: without.filter((owner) => owners.includes(owner)),
    };
  };
  return {
    ...draft,
    ...(draft.mailbox === undefined ? {} : { mailbox: cut(draft.mailbox) }),
    ...(draft.gateway === undefined ? {} : { gateway: cut(draft.gateway) }),
    ...(draft.senders === undefined ? {} : { senders: draft.senders.map(cut) }),
  };
}

/** SPF records at names for which the draft has none; of several at one name, one with the terms of all. */
export function ownSpfRecords(
  wanted: readonly Observed[],
  found: readonly Observed[],
  domain: Name,
): readonly RecordDraft[] {
  const settled = new Set(wanted.filter(holdsSpf).map(({ name }) => name));
  const texts = new Map<Name, string[]>();
  for (const record of found.filter(holdsSpf)) {
    if (!isWithin(record.name, domain) || settled.has(record.name) || record.data.type !== "TXT") continue;
    texts.set(record.name, [...(texts.get(record.name) ?? []), record.data.text]);
  }
  return [...texts].map(([name, all]) => ({
    name: relativeName(name, domain),
    type: "TXT",
    value: all.length === 1 ? (all[0] as string) : composeSpf(all.flatMap(spfTerms), "softfail"),
  }));
}
