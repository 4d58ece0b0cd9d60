/** The spec lines for what was detected, and how their records differ from the existing ones. */
import { compareFindings, type Finding } from "../../finding.ts";
import { dmarcFields, parseDmarc } from "../../mail/dmarc.ts";
import { appliedBy, strictestInherited } from "../../mail/governing-policy.ts";
import { isDmarc } from "../../mail/text-kind.ts";
import type { CloudId } from "../../spec/cloud-id.ts";
import { printSpec, type SpecDraft, type UseDraft } from "../../spec/print.ts";
import type { PresetRole } from "../../spec/spec.ts";
import { type Name, relativeName, withoutDot } from "../../zone/name.ts";
import { compareNames, compareText } from "../../zone/order.ts";
import type { MissingParameter } from "../domain.ts";
import { expandText } from "../expand-specs.ts";
import type { Library } from "../library.ts";
import { readParameters } from "../parameters.ts";
import type { Preset } from "../preset.ts";
import { unwrittenUse } from "../unwritten-use.ts";
import { isChosen } from "../when.ts";
import type { Detection } from "./detect.ts";
import { allOf, type Fact, factsOf, hasAll, holdsSpf, type Observed } from "./facts.ts";

/** A detected preset as a spec would use it. */
export interface Service {
  readonly preset: Preset;
  /** Its id, or that of the variant whose choices the records show. */
  readonly id: string;
  /** The key of the spec; a policy is `mode: parked`. */
  readonly role: PresetRole | "parked";
  /** Values that follow from the records, but not from a default or the variant. */
  readonly with: Readonly<Record<string, string | readonly string[]>>;
  readonly groups: readonly string[];
  readonly detection: Detection;
}

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

/** A parameter whose value no record shows. */
export interface Untold {
  readonly provider: string;
  readonly parameter: string;
  readonly required: boolean;
  readonly records: readonly string[];
}

export interface Suggestion {
  readonly domain: Name;
  readonly services: readonly Service[];
  /** Records of the presets that are missing. */
  readonly missing: readonly Difference[];
  /** Records that exist in another form. */
  readonly different: readonly Difference[];
  /** Mail records that no preset has. */
  readonly extra: readonly Difference[];
  readonly untold: readonly Untold[];
  /** The spec, as text; undefined if no preset was found. */
  readonly spec?: string;
  /** Why the lines would not work as they are. */
  readonly findings: readonly Finding[];
}

/** The cloud of a name server, by its name; clouds are above presets (`src/cloud/clouds.ts`). */
export type CloudOfServer = (server: Name) => CloudId | undefined;

export function suggest(
  detections: readonly Detection[],
  records: readonly Observed[],
  domain: Name,
  library: Library,
  cloudOfServer: CloudOfServer,
): Suggestion {
  const services = roles(detections, records, domain);
  if (services.length === 0) {
    const { extra } = compare([], records, domain, services);
    return { domain, services, missing: [], different: [], extra, untold: [], findings: [] };
  }
  const dns = dnsHost(records, domain, cloudOfServer);
  const presetsAlone = { ...draft(services, domain), ...(dns === undefined ? {} : { dns }) };
  const own = ownPolicies(publish(presetsAlone, library).wanted, records, domain, services);
  const { spec, findings, wanted: all, missing } = publish({ ...presetsAlone, ...own }, library);
  const wanted = all.filter((one) => !isWeakerPolicy(one, records));
  return {
    domain,
    services,
    ...compare(wanted, records, domain, services),
    untold: missing.map(({ preset, parameter, required, records: ones }) => ({
      provider: preset.askedFor,
      parameter,
      required,
      records: ones,
    })),
    spec,
    findings,
  };
}

interface PublishedDraft {
  readonly spec: string;
  readonly wanted: readonly Observed[];
  readonly missing: readonly MissingParameter[];
  readonly findings: readonly Finding[];
}

/** What a spec would publish; its cloud makes no difference to that. */
function publish(draft: SpecDraft, library: Library): PublishedDraft {
  const spec = printSpec(draft);
  const text = draft.dns === undefined ? `${spec}dns: route53\n` : spec;
  const { domains, findings } = expandText("detected.yaml", text, library);
  return {
    spec,
    wanted: domains.flatMap(({ records }) => records.map(({ name, data }) => ({ name, data }))),
    missing: domains.flatMap(({ missing }) => missing),
    findings: findings.toSorted(compareFindings),
  };
}

/** Whether it is a DMARC policy weaker than what its name inherits in `found`; a run leaves that out. */
function isWeakerPolicy({ name, data }: Observed, found: readonly Observed[]): boolean {
  if (data.type !== "TXT" || !isDmarc(data.text) || !name.startsWith("_dmarc.")) return false;
  const domain = name.slice("_dmarc.".length);
  const above = strictestInherited(domain, (at) => {
    const [text, ...others] = found.flatMap((one) =>
      one.name === `_dmarc.${at}` && one.data.type === "TXT" && isDmarc(one.data.text) ? [one.data.text] : [],
    );
    return text === undefined || others.length > 0 ? undefined : { dmarc: parseDmarc(text) };
  });
  return above !== undefined && appliedBy({ dmarc: parseDmarc(data.text) }, domain) < above.applied;
}

/** What the records say about the domain as a whole, if the presets differ: the spec must not weaken it. */
function ownPolicies(
  wanted: readonly Observed[],
  found: readonly Observed[],
  domain: Name,
  services: readonly Service[],
): Pick<SpecDraft, "spf" | "dmarc"> {
  const [other] = otherAll(wanted, found, domain, services).filter(({ owner }) => owner === "@");
  const all = SPF_ALLS.find((one) => one === other?.found);
  const textAt = (records: readonly Observed[]): string | undefined =>
    records.flatMap(({ name, data }) =>
      name === `_dmarc.${domain}` && data.type === "TXT" && isDmarc(data.text) ? [data.text] : [],
    )[0];
  const text = textAt(found);
  const dmarc = text === undefined || text === textAt(wanted) ? undefined : dmarcFields(parseDmarc(text));
  return {
    ...(all === undefined ? {} : { spf: { all } }),
    ...(dmarc === undefined ? {} : { dmarc: { ...dmarc } }),
  };
}

const SPF_ALLS = ["fail", "softfail", "neutral"] as const;

/** The key for each preset: the mailbox is the one with the mail domain's MX, or the one behind a gateway. */
function roles(detections: readonly Detection[], records: readonly Observed[], domain: Name): Service[] {
  const hasGateway = detections.some(({ preset }) => preset.kind === "gateway");
  const holdsMx = ({ matched }: Detection): boolean =>
    matched.some(({ fact }) => fact.type === "MX" && fact.owner === "@");
  const canHold = ({ preset: { kind } }: Detection): boolean =>
    !["sender", "gateway", "policy"].includes(kind);
  const mailbox =
    detections.find((one) => canHold(one) && holdsMx(one)) ??
    detections.find((one) => canHold(one) && (hasGateway || one.preset.kind === "receiver"));
  const gateway = detections.find(({ preset }) => preset.kind === "gateway");
  const order = [mailbox, gateway];
  const rank = (one: Detection): number => (order.indexOf(one) + order.length + 1) % (order.length + 1);
  const sorted = [...detections].sort((a, b) => rank(a) - rank(b));
  return sorted.flatMap((detection): Service[] => {
    const { kind } = detection.preset;
    const role =
      detection === mailbox
        ? "mailbox"
        : detection === gateway
          ? "gateway"
          : kind === "policy"
            ? "parked"
            : "sender";
    const isParked = detections.length === 1 && !factsOf(records, domain).some(({ type }) => type === "SPF");
    // a domain that sends mail is not parked: a null MX only says that it receives none
    if (role === "parked" && !isParked) return [];
    if (role === "sender" && (kind === "gateway" || kind === "receiver")) return [];
    return [{ ...named(detection, domain), role, detection, groups: groupsOf(detection, domain) }];
  });
}

/** The variant and the parameters that yield the values that were read back. */
function named(detection: Detection, domain: Name): Pick<Service, "preset" | "id" | "with"> {
  const { preset, values } = detection;
  const usual = (without: string): string | undefined => defaultOf(preset, values, without, domain);
  const said = [...values].filter(([name, value]) => {
    const { default: list } = preset.parameters[name] ?? {};
    return typeof value === "string"
      ? usual(name)?.toLowerCase() !== value.toLowerCase()
      : JSON.stringify([...value].sort()) !== JSON.stringify([list ?? []].flat().sort());
  });
  const [id, fixed] = Object.entries(preset.variants)
    .filter(([, set]) =>
      Object.entries(set).every(([name, value]) => said.some(([one, is]) => one === name && is === value)),
    )
    .sort((a, b) => Object.keys(b[1]).length - Object.keys(a[1]).length)[0] ?? [preset.id, {}];
  return { preset, id, with: Object.fromEntries(said.filter(([name]) => !Object.hasOwn(fixed, name))) };
}

/** A parameter's value if a spec gives the others, but not this one. */
function defaultOf(
  preset: Preset,
  values: Detection["values"],
  name: string,
  domain: Name,
): string | undefined {
  const others = [...values].filter(([one]) => one !== name);
  return readParameters(preset, unwrittenUse(preset.id, "mailbox", others), domain, domain).value(name);
}

/** The groups that are off by default, and whose records are all there. */
function groupsOf({ preset, signs, matched, values }: Detection, domain: Name): string[] {
  const found = new Set(matched.map(({ sign }) => sign));
  const applies = ({ record }: (typeof signs)[number]): boolean =>
    isChosen(record, (name) => values.get(name) ?? defaultOf(preset, values, name, domain));
  const optional = signs.filter((sign) => sign.record.need === "optional" && applies(sign));
  const ownParameter = (sign: (typeof signs)[number]): boolean =>
    Object.entries(preset.parameters).some(
      ([name, { required, default: usual, derive }]) =>
        !required &&
        usual === undefined &&
        derive === undefined &&
        JSON.stringify(sign.record).includes(`{${name}}`),
    );
  const groups = [...new Set(optional.map(({ record }) => record.group))];
  return groups.filter((group) => {
    const own = optional.filter(({ record }) => record.group === group);
    const rest = signs.filter((sign) => sign.record.group === group && applies(sign));
    return (
      own.some((sign) => found.has(sign) && !ownParameter(sign)) && rest.every((sign) => found.has(sign))
    );
  });
}

function draft(services: readonly Service[], domain: Name): SpecDraft {
  const use = ({ id, with: given, groups }: Service): UseDraft => ({ provider: id, with: given, groups });
  const of = (role: Service["role"]): UseDraft[] => services.filter((one) => one.role === role).map(use);
  const [mailbox] = of("mailbox");
  const [gateway] = of("gateway");
  return {
    domain: withoutDot(domain),
    ...(services.some(({ role }) => role === "parked") ? { mode: "parked" } : {}),
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(gateway === undefined ? {} : { gateway }),
    senders: of("sender"),
  };
}

/** The cloud of the first of the domain's name servers that belongs to one. */
function dnsHost(
  records: readonly Observed[],
  domain: Name,
  cloudOfServer: CloudOfServer,
): CloudId | undefined {
  for (const { name, data } of records) {
    const cloud = name === domain && data.type === "NS" ? cloudOfServer(data.target) : undefined;
    if (cloud !== undefined) return cloud;
  }
  return undefined;
}

/** Facts that are about mail, whatever service they are for. */
const isAboutMail = ({ owner, type }: Fact): boolean =>
  type === "MX" || type === "SPF" || /(?:^|\.)(?:_domainkey|_dmarc|_mta-sts|_tls|_bimi)(?:\.|$)/.test(owner);

/** Facts of which a name has only one, so that another value there is a difference rather than another record. */
const standsAlone = ({ owner, type }: Fact): boolean =>
  type === "CNAME" || (type === "TXT" && /(?:^|\.)(?:_domainkey|_dmarc|_mta-sts|_tls)(?:\.|$)/.test(owner));

function compare(
  wanted: readonly Observed[],
  found: readonly Observed[],
  domain: Name,
  services: readonly Service[],
): Pick<Suggestion, "missing" | "different" | "extra"> {
  const there = factsOf(found, domain)
    .filter(isTold)
    .map((fact) => (isVendorRedirect(fact, services) ? { ...fact, text: asInclude(fact) } : fact));
  const asked = factsOf(wanted, domain).filter(isTold);
  const known = new Set(there.map(key));
  const meant = new Set(asked.map(key));
  const missing: Difference[] = [];
  const different: Difference[] = [];
  const met = new Set<Fact>();
  for (const fact of asked.filter((one) => !known.has(key(one)))) {
    const provider = services.find(({ detection }) => publishes(detection, fact))?.id;
    const whose = provider === undefined ? {} : { provider };
    const other = there.find((one) => !meant.has(key(one)) && !met.has(one) && isInPlaceOf(one, fact));
    if (other === undefined)
      missing.push({ owner: fact.owner, type: fact.type, wanted: fact.text, ...whose });
    else {
      met.add(other);
      different.push({ owner: fact.owner, type: fact.type, wanted: fact.text, found: other.text, ...whose });
    }
  }
  different.push(...otherAll(wanted, found, domain, services));
  const extra = there
    .filter((fact) => !meant.has(key(fact)) && !met.has(fact) && isAboutMail(fact))
    .map(({ owner, type, text }) => ({ owner, type, found: text }));
  const sorted = (ones: readonly Difference[]): Difference[] =>
    [...ones].sort((a, b) => compareNames(`${a.owner}.`, `${b.owner}.`) || compareText(a.type, b.type));
  return { missing: sorted(missing), different: sorted(different), extra: sorted(extra) };
}

const REDIRECT = /^redirect=/i;

const asInclude = ({ text }: Fact): string => text.replace(REDIRECT, "include:");

/**
 * Whether it is the `redirect=` that a vendor gives where the preset has an include. Then the `all` of the vendor's
 * record counts; beside an `all`, the redirect is ignored (RFC 7208 §6.1).
 */
const isVendorRedirect = (fact: Fact, services: readonly Service[]): boolean =>
  fact.type === "SPF" &&
  REDIRECT.test(fact.text) &&
  !hasAll(fact.record) &&
  services.some(
    ({ preset, detection }) => preset.conflicts.includes("spf-redirect") && publishes(detection, fact),
  );

/** SPF is compared term by term. */
const isTold = ({ type, record }: Fact): boolean => type === "SPF" || !holdsSpf(record);

const key = ({ owner, type, text }: Fact): string =>
  `${owner}\n${type}\n${type === "TXT" || type === "CAA" ? text : text.toLowerCase()}`;

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
function otherAll(
  wanted: readonly Observed[],
  found: readonly Observed[],
  domain: Name,
  services: readonly Service[],
): Difference[] {
  return wanted.filter(holdsSpf).flatMap((spf) => {
    const other = found.find((one) => one.name === spf.name && holdsSpf(one));
    if (other === undefined || allOf(other) === allOf(spf)) return [];
    if (factsOf([other], domain).some((fact) => isVendorRedirect(fact, services))) return [];
    const owner = relativeName(spf.name, domain);
    return [{ owner, type: "SPF all", wanted: allOf(spf) ?? "none", found: allOf(other) ?? "none" }];
  });
}
