import { quote } from "../../finding.ts";
import type { SpfTerm } from "../../mail/spf-term.ts";
import type { Zone } from "../../plan/zone.ts";
import { zoneIndex } from "../../plan/zone-index.ts";
import { answering, isDelegated } from "../../view/answering.ts";
import { isMailDomain } from "../../view/mail-domain.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { absolute, type Name } from "../../zone/name.ts";
import type { RRset } from "../../zone/rrset.ts";
import type { AmongCheck, Reported } from "../check.ts";
import { example } from "../example.ts";
import { termAt } from "./problems.ts";

const HOST = "  - {name: out, type: A, value: 100.20.30.40}";
const SPF = "  - {name: out, type: TXT, value: v=spf1 a -all}";

export const spfHostTerms: AmongCheck = {
  id: "spf-host-terms",
  severity: "warning",
  rule: "In a managed zone the name of an a term has addresses and the name of an mx term has MX, of which there are at most ten.",
  source: "RFC 7208 §4.6.4, §5.3, §5.4",
  explanation: {
    why: "a looks up addresses of the name, mx the addresses of its MX hosts. A host has addresses and no MX of its own. With more than ten MX receivers return permerror.",
    effect:
      "A term that finds nothing lets nobody send, so mail of the host that was meant fails, and the lookup counts as void.",
    fix: "Write a: for a host and mx: for a mail domain, and correct the name, or list it under external.",
    fails: example("mode: send-only", "spf: {mx: [out]}", "records:", HOST, SPF),
    passes: example("mode: send-only", "spf: {a: [out]}", "records:", HOST, SPF),
  },
  checkAmong(zone, zones, report) {
    for (const { record, text, spf } of textRecords(zone).spf) {
      for (const term of spf.terms) {
        if ((term.name !== "a" && term.name !== "mx") || term.domain?.includes("%")) continue;
        const name = term.domain === undefined ? record.name : absolute(term.domain);
        const found = lookUp(name, zone, zones);
        const wrong = found && wrongIn(term, name, found);
        if (wrong === undefined) continue;
        const { why, ...rest } = wrong;
        report({
          ...rest,
          message: `the SPF record of ${shownName(record.name)} has ${quote(termAt(text, term.offset))}, ${why}`,
          ...atText(zone, record, term),
        });
      }
    }
  },
};

/** What the run has at a name; undefined for a name that it does not hold or cannot see. */
function lookUp(name: Name, zone: Zone, zones: readonly Zone[]): readonly RRset[] | undefined {
  const holder = zoneIndex(zones).zoneOf(name, zone);
  if (holder === undefined || holder.external.has(name) || isDelegated(holder, name)) return undefined;
  const rrsets = answering(holder, name);
  if (rrsets?.some(({ type }) => type === "CNAME")) return undefined;
  // the web site of a mail domain is often managed elsewhere, with its addresses
  const hasUnseen = isMailDomain(holder, name) && !rrsets?.some(({ type }) => type === "MX");
  return hasUnseen ? undefined : (rrsets ?? []);
}

/** Most MX whose addresses receivers look up for one mx term. */
const MOST_MX = 10;

function wrongIn(
  { name: mechanism }: SpfTerm,
  name: Name,
  rrsets: readonly RRset[],
): (Pick<Reported, "severity" | "help"> & { readonly why: string }) | undefined {
  const shown = shownName(name);
  const hasAddress = rrsets.some(({ type }) => type === "A" || type === "AAAA");
  const mx = rrsets.find(({ type }) => type === "MX")?.records.length ?? 0;
  const absent = rrsets.length === 0 ? `but no spec has ${shown}` : `but ${shown}`;
  const help = `add the records at ${shown}, correct the name, or list it under external if something else manages it`;
  if (mechanism === "a") {
    if (hasAddress || mx > 0) return undefined;
    return {
      why: `${absent}${rrsets.length === 0 ? "" : " has no address"}, so the term lets nobody send`,
      help,
    };
  }
  if (mx > MOST_MX) {
    return {
      severity: "error",
      why: `but ${shown} has ${mx} MX, and receivers return permerror for more than ${MOST_MX}`,
      help: "list the networks of the MX hosts with ip4 and ip6 in place of mx",
    };
  }
  if (mx > 0) return undefined;
  return hasAddress
    ? {
        why: `but ${shown} is a host without MX, so the term lets nobody send`,
        help: `did you mean a:${shown}?`,
      }
    : { why: `${absent}${rrsets.length === 0 ? "" : " has no MX"}, so the term lets nobody send`, help };
}
