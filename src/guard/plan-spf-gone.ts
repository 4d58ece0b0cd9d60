import { type Network, networkOf } from "../mail/network.ts";
import { evaluatedTerms, parseSpf } from "../mail/spf.ts";
import { printTerm, type SpfTerm } from "../mail/spf-term.ts";
import { isSpf } from "../mail/text-kind.ts";
import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import type { Rdata } from "../zone/rdata.ts";
import { aboutName, changesOf, isElsewhere } from "./change.ts";
import { isDeclared } from "./declared.ts";
import type { Guard } from "./guard.ts";

/** SPF records that no longer let somebody send, or that become harder on everybody else. One finding per name. */
export const planSpfGone: Guard = {
  id: "plan-spf-gone",
  rule: "An SPF record loses a sender, or its all becomes harder, only after confirmation; mail that passed would fail.",
  source: "RFC 7208 §4.7, §5",
  explanation: {
    why: "Who sends as a domain is often known to nobody: a printer, a shop, a forgotten newsletter. An include or an address that looks unused may be the one that lets them pass.",
    effect: "Receivers mark that sender's mail as spam or reject it, at once and, with DMARC, finally.",
    fix: "Keep the terms under spf: (include, ip4, ip6) or name the service under senders:. Harden all only after DMARC reports show nobody who fails.",
  },
  *check(change) {
    for (const one of changesOf(change, "TXT")) {
      const before = senders(one.before);
      if (before === undefined || change.goneDomains.has(one.domain) || isElsewhere(one)) continue;
      if (isDeclared(change, one)) continue;
      const after = senders(one.after.map(({ data }) => data));
      const losses = after === undefined ? ["is deleted"] : lossesOf(before, after);
      if (losses.length === 0) continue;
      yield {
        message: `the SPF record of ${shownName(one.name)} ${listed(losses)}, so mail that passed until now would fail`,
        help: "keep the terms in the spec, under spf: or senders:, until it is known that nobody sends through them any more",
        facts: [one.name, ...factsOf(before), ">", ...(after === undefined ? [] : factsOf(after))],
        ...aboutName(change, one),
      };
    }
  },
};

/** What an SPF record lets pass, and what it says of everybody else. */
interface Senders {
  /** Terms that may let a sender pass. */
  readonly passing: readonly Passing[];
  /** Terms that refuse somebody before a later term could let them pass. */
  readonly refusing: readonly string[];
  readonly all: Qualifier;
}

interface Passing {
  /** Presentation form, in lower case. */
  readonly text: string;
  readonly network: Network | undefined;
}

/** From the mildest to the hardest. */
const QUALIFIERS = ["+", "?", "~", "-"] as const;
type Qualifier = (typeof QUALIFIERS)[number];

/** Undefined if there is no record, or there are several, since receivers then use none (RFC 7208 §4.5). */
function senders(data: readonly Rdata[]): Senders | undefined {
  const texts = data.flatMap((one) => (one.type === "TXT" && isSpf(one.text) ? [one.text] : []));
  const [text] = texts;
  if (text === undefined || texts.length > 1) return undefined;
  const terms = evaluatedTerms(parseSpf(text));
  const all = terms.find((term) => term.name === "all");
  const others = terms.filter(({ name }) => name !== "all");
  return {
    passing: others.filter(letsPass).map((term) => ({ text: printed(term), network: networkOf(term) })),
    refusing: others.filter((term) => "qualifier" in term && !letsPass(term)).map(printed),
    // without all, everybody else is neutral (§4.7)
    all: all?.name === "all" ? all.qualifier : "?",
  };
}

const printed = (term: SpfTerm): string => printTerm(term).toLowerCase();

const letsPass = (term: SpfTerm): boolean =>
  term.name === "redirect" || ("qualifier" in term && term.qualifier === "+");

const factsOf = ({ passing, refusing, all }: Senders): string[] => [
  ...passing.map(({ text }) => text),
  ...refusing,
  `${all}all`,
];

const isRedirected = ({ passing }: Senders): boolean =>
  passing.some(({ text }) => text.startsWith("redirect="));

function lossesOf(before: Senders, after: Senders): string[] {
  // +all lets everybody pass
  const lost = after.all === "+" ? [] : before.passing.filter((one) => !isCovered(one, after.passing));
  const refused = after.refusing.filter((text) => !before.refusing.includes(text));
  const isHarder = QUALIFIERS.indexOf(after.all) > QUALIFIERS.indexOf(before.all);
  return [
    ...(lost.length > 0 ? [`loses ${listed(lost.map(({ text }) => text))}`] : []),
    ...(refused.length > 0 ? [`gets ${listed(refused)}`] : []),
    // beside a redirect there is no all that counts
    ...(isHarder && !isRedirected(before) && !isRedirected(after)
      ? [`goes from ${before.all}all to ${after.all}all`]
      : []),
  ];
}

const isCovered = ({ text, network }: Passing, after: readonly Passing[]): boolean =>
  after.some(
    (one) =>
      one.text === text ||
      (network !== undefined &&
        one.network?.family === network.family &&
        one.network.first <= network.first &&
        network.last <= one.network.last),
  );
