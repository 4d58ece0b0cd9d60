/** What the page says about a mail domain in few words, by which people filter and sort. */
import { NONE, QUARANTINE } from "../../mail/governing-policy.ts";
import { MOST_LOOKUPS } from "../../mail/spf-budget.ts";
import type { Zone } from "../../plan/zone.ts";
import type { Domain } from "../../preset/domain.ts";
import { governingPolicy } from "../../view/governing-policy.ts";
import { hasDkimKey, isSending } from "../../view/mail-domain.ts";
import { refusesMail } from "../../view/refuses-mail.ts";
import { CLOSE, domainBudgets } from "../../view/spf-budgets.ts";
import { hasSts } from "../../view/transport-records.ts";
import { visible } from "../../words/text.ts";
import { compareText } from "../../zone/order.ts";
import type { PageFact, PageValue } from "./page-data.ts";

/** A mail domain, the zones that it is in, and all zones of the run. */
export interface Seen {
  readonly domain: Domain;
  readonly placed: readonly [Zone, ...Zone[]];
  readonly zones: readonly Zone[];
}

/** A value and its place in the order of the page; of one rank, what more domains have comes first. */
export interface Ranked extends PageValue {
  readonly rank: number;
}

export interface Fact extends Pick<PageFact, "id" | "title" | "about"> {
  of(seen: Seen): Ranked;
}

/** Values to choose from, in the order in which the page shows them. */
export function ranked<Key extends string>(
  values: Readonly<Record<Key, PageValue>>,
): Readonly<Record<Key, Ranked>> {
  const entries = Object.entries<PageValue>(values).map(([key, value], rank) => [key, { ...value, rank }]);
  return Object.fromEntries(entries);
}

/** Of a domain that is in no zone. */
export const UNKNOWN: Ranked = { label: "unknown", tone: "plain", rank: 1000 };

/** One value for each domain as a column of the page: the values that there are, and which is whose. */
export function columnOf(fact: Omit<Fact, "of">, of: readonly Ranked[]): PageFact {
  const same = Map.groupBy(of, ({ label }) => label);
  const sorted = [...same.values()]
    .map((values) => ({ ...(values[0] as Ranked), count: values.length }))
    .sort((a, b) => a.rank - b.rank || b.count - a.count || compareText(a.label, b.label));
  const numbers = new Map(sorted.map(({ label }, number) => [label, number]));
  return {
    ...{ id: fact.id, title: fact.title, about: fact.about },
    values: sorted.map(({ label, tone }) => ({ label: visible(label), tone })),
    of: of.map(({ label }) => numbers.get(label) ?? 0),
  };
}

const MAILBOX = ranked({
  service: { label: "", tone: "plain" },
  own: { label: "hosts of its own", tone: "plain" },
  sendOnly: { label: "none: only sends", tone: "plain" },
  parked: { label: "none: no mail", tone: "plain" },
});

const DMARC = ranked({
  missing: { label: "no policy", tone: "bad" },
  none: { label: "none", tone: "weak" },
  quarantine: { label: "quarantine", tone: "good" },
  reject: { label: "reject", tone: "good" },
  elsewhere: { label: "decided elsewhere", tone: "plain" },
  idle: { label: "no mail domain", tone: "plain" },
});

const DKIM = ranked({
  missing: { label: "no key", tone: "bad" },
  there: { label: "has a key", tone: "good" },
  idle: { label: "sends nothing", tone: "plain" },
});

const STS = ranked({
  missing: { label: "no", tone: "plain" },
  none: { label: "ending", tone: "weak" },
  testing: { label: "testing", tone: "weak" },
  enforce: { label: "enforce", tone: "good" },
  elsewhere: { label: "policy not in the spec", tone: "plain" },
  idle: { label: "receives nothing", tone: "plain" },
});

const NO_SPF: Ranked = { label: "no SPF record", tone: "bad", rank: -1 };

export const FACTS: readonly Fact[] = [
  {
    id: "dmarc",
    title: "DMARC",
    about:
      "What receivers are asked to do with mail that only claims to be from the domain: nothing (none), treat it as spam (quarantine), refuse it (reject)",
    of: (seen) => DMARC[dmarcOf(seen)],
  },
  {
    id: "dkim",
    title: "DKIM",
    about: "Whether there is a key by which receivers can check that mail was signed for the domain",
    of: ({ domain, placed: [zone] }) => {
      if (!isSending(domain)) return DKIM.idle;
      return hasDkimKey(zone, domain.spec.domain) ? DKIM.there : DKIM.missing;
    },
  },
  {
    id: "spf",
    title: "SPF look-ups",
    about: `How many DNS look-ups it takes to learn who may send for the domain; with more than ${MOST_LOOKUPS}, receivers give up`,
    of: spfOf,
  },
  {
    id: "sts",
    title: "MTA-STS",
    about:
      "What senders are told to do when mail to the domain cannot be encrypted to a server with the right certificate: report it (testing), or not deliver (enforce)",
    of: ({ domain, placed: [zone], zones }) => {
      const { domain: name, mode } = domain.spec;
      if (domain.stsPolicy !== undefined) return STS[domain.stsPolicy.mode];
      if (hasSts(zone, name)) return STS.elsewhere;
      return mode === "none" || refusesMail(zones, zone, name) ? STS.idle : STS.missing;
    },
  },
  {
    id: "mailbox",
    title: "Mailboxes",
    about: "The service that holds the domain's mail",
    of: ({ domain }) => mailboxOf(domain),
  },
  {
    id: "cloud",
    title: "DNS host",
    about: "Where the domain's records are kept",
    of: ({ placed }) => {
      const titles = new Set(placed.map(({ cloud }) => cloud.title));
      return { label: [...titles].join(" + "), tone: "plain", rank: 0 };
    },
  },
];

function mailboxOf({ spec: { mode, mailbox }, presets }: Domain): Ranked {
  if (mode === "send-only") return MAILBOX.sendOnly;
  if (mode === "parked" || mode === "none") return MAILBOX.parked;
  if (mailbox === undefined) return MAILBOX.own;
  const preset = presets.find(({ askedFor }) => askedFor === mailbox.id);
  return { ...MAILBOX.service, label: preset?.title ?? mailbox.id };
}

function dmarcOf({ domain: { spec }, placed: [zone], zones }: Seen): keyof typeof DMARC {
  if (spec.mode === "none") return "idle";
  const policy = governingPolicy(zones, zone, spec.domain);
  if (policy === undefined) return "missing";
  if (policy === "elsewhere") return policy;
  if (policy.applied === NONE) return "none";
  return policy.applied === QUARANTINE ? "quarantine" : "reject";
}

/** Of the record at the domain itself; the first of several. */
function spfOf({ domain, placed: [zone], zones }: Seen): Ranked {
  const { domain: name, mode } = domain.spec;
  const own = domainBudgets(zones, zone, domain).find(({ found }) => found.record.name === name);
  if (own === undefined) return mode === "none" ? { ...NO_SPF, tone: "plain" } : NO_SPF;
  const { lookups, isWhole } = own.budget;
  const tone = lookups > MOST_LOOKUPS ? "bad" : lookups > CLOSE ? "weak" : "good";
  return { label: isWhole ? String(lookups) : `${lookups} or more`, tone, rank: lookups };
}
