/** What `mailzone verify` reports of verdicts. */
import type { Finding } from "../../finding.ts";
import { atDomain, atRecord, editable } from "../../view/whereabouts.ts";
import { firstOf, listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import { distinctFindings } from "../distinct-findings.ts";
import { type Failing, type Heard, type SetVerdict, shownServer, type ZoneVerdict } from "./verdict.ts";

/** Servers and values that a message names; a person needs no more to see what is wrong. */
const MOST = 4;

/** A domain on several clouds is several zones with the same servers. */
export const findingsOf = (verdicts: readonly ZoneVerdict[]): readonly Finding[] =>
  distinctFindings(verdicts.flatMap(ofZone));

function ofZone(verdict: ZoneVerdict): Finding[] {
  const { state, servers, failing, sets } = verdict;
  if (state !== "delegated" || servers.length === 0) return [unfound(verdict)];
  return [
    ...failing.map((one) => failed(verdict, one)),
    ...delegated(verdict),
    ...sets.flatMap((set) => [
      ...differing(verdict, set, "authority"),
      ...differing(verdict, set, "resolver"),
    ]),
  ];
}

const about = ({ zone }: ZoneVerdict) => {
  const [first] = zone.domains;
  return first === undefined ? {} : { ...atDomain(first.domain), place: first.place };
};

function unfound(verdict: ZoneVerdict): Finding {
  const { zone, state, failing } = verdict;
  const name = shownName(zone.name);
  const said = failing.map((one) => `${serverOf(one)} ${SAYS[one.why] ?? `says ${one.why}`}`);
  return {
    code: "dns-undelegated",
    severity: "error",
    message:
      state === "nxdomain"
        ? `${name} is not in DNS: the zone above does not delegate it, so nobody finds its records`
        : `no server answers for the zone ${name}${said.length > 0 ? ` (${listed(firstOf(said, MOST))})` : ""}, so nobody finds its records`,
    help:
      state === "nxdomain"
        ? `register the domain, or enter the name servers of the zone at ${zone.cloud.title} at the registrar`
        : `see at the registrar whether the name servers are those of the zone at ${zone.cloud.title}`,
    ...about(verdict),
  };
}

const SAYS: Readonly<Record<string, string>> = {
  timeout: "does not answer",
  unreachable: "cannot be reached",
  garbled: "answers what is no DNS message",
  lame: "does not have the zone",
  "no-address": "has no address",
};

const serverOf = ({ name, server }: Failing): string =>
  server === undefined ? shownName(name) : shownServer({ server, name });

const failed = (verdict: ZoneVerdict, one: Failing): Finding => ({
  code: "dns-server",
  severity: "warning",
  message: `the name server ${serverOf(one)} of ${shownName(verdict.zone.name)} ${SAYS[one.why] ?? `answers ${one.why}`}, so look-ups are slow or fail`,
  help: "remove it at the registrar and from the zone, or have it serve the zone",
  ...about(verdict),
});

/** What the zone above and the zone itself disagree about, and a zone with one server. */
function delegated(verdict: ZoneVerdict): Finding[] {
  const { zone, servers, failing, unmatched } = verdict;
  const names = new Set([...servers, ...failing].map(({ name }) => name));
  const shown = (some: readonly string[]): string => listed(firstOf(some.map(shownName), MOST));
  const report = (message: string, help: string): Finding => ({
    ...{ code: "dns-delegation", severity: "warning", message, help },
    ...about(verdict),
  });
  const found: Finding[] = [];
  if (names.size === 1 && !names.has(".")) {
    found.push(
      report(
        `${shownName(zone.name)} has one name server, ${shown([...names] as string[])}; while it is down, the domain and its mail do not exist (RFC 2182 §5)`,
        "add a second one, in another network, at the DNS host and at the registrar",
      ),
    );
  }
  if (unmatched.above.length > 0) {
    found.push(
      report(
        `the zone above names ${shown(unmatched.above)} for ${shownName(zone.name)}, but the zone itself does not (RFC 1912 §2.3)`,
        "enter the zone's own name servers at the registrar, or add these to the zone at its DNS host",
      ),
    );
  }
  if (unmatched.own.length > 0) {
    found.push(
      report(
        `${shownName(zone.name)} names ${shown(unmatched.own)} as its name servers, but the zone above does not (RFC 1912 §2.3)`,
        "enter them at the registrar, if they serve the zone; otherwise remove them from it at its DNS host",
      ),
    );
  }
  return found;
}

/** One finding for an RRset, with every answer that differs. */
function differing(
  { zone }: ZoneVerdict,
  { rrset, wanted, heard }: SetVerdict,
  kind: "authority" | "resolver",
): Finding[] {
  const wrong = heard.filter(({ agrees, name }) => !agrees && (name === undefined) === (kind === "resolver"));
  if (wrong.length === 0) return [];
  const answers = [...Map.groupBy(wrong, answerOf)].map(
    ([answer, same]) => `${listed(firstOf(same.map(shownServer), MOST))} ${answer}`,
  );
  const record = editable(rrset.records as [ZoneRecord, ...ZoneRecord[]]);
  const ttl = Math.max(...wrong.map((one) => one.ttl ?? 0));
  return [
    {
      code: kind === "resolver" ? "dns-resolver" : "dns-answer",
      severity: kind === "resolver" ? "warning" : "error",
      message: `${shownName(rrset.name)} ${rrset.type}: the specs want ${values(wanted)}, but ${answers.join("; ")}`,
      help:
        kind === "resolver"
          ? wrong.some(({ failure }) => failure === "SERVFAIL")
            ? "it refuses what it got: if it validates, the zone's DNSSEC signatures or its DS record at the registrar are wrong (RFC 4035 §5.5)"
            : `wait until the old answer has run out${ttl > 0 ? `, in at most ${ttl} s` : ""}`
          : "run pulumi up; if that is done, look at mailzone drift, or wait with mailzone verify --wait",
      ...atRecord(zone, record),
    },
  ];
}

const values = (texts: readonly string[]): string => listed(firstOf(texts, MOST));

function answerOf({ answered, failure }: Heard): string {
  if (failure !== undefined) return SAYS[failure] ?? `says ${failure}`;
  return answered === undefined || answered.length === 0 ? "has none" : `answers ${values(answered)}`;
}
