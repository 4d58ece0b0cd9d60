/** What `mailzone verify` reports of verdicts. */
import type { Finding } from "../../finding.ts";
import { atRecord, editable } from "../../view/whereabouts.ts";
import { firstOf, listed } from "../../words/list.ts";
import { ownCommand } from "../../words/own-command.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import { distinctFindings } from "../distinct-findings.ts";
import { delegationFindings, SAYS } from "./delegation-findings.ts";
import { type Heard, isFound, type SetVerdict, shownServer, type ZoneVerdict } from "./verdict.ts";

/** Servers and values that a message names; a person needs no more to see what is wrong. */
const MOST = 4;

/** A domain on several clouds is several zones with the same servers. */
export const findingsOf = (verdicts: readonly ZoneVerdict[]): readonly Finding[] =>
  distinctFindings(verdicts.flatMap(ofZone));

function ofZone(verdict: ZoneVerdict): Finding[] {
  // what a resolver refuses to believe is told with the signatures
  const isBogus = verdict.faults.some(({ kind }) => kind === "dnssec");
  const sets = isBogus ? verdict.sets.map(withoutRefusals) : verdict.sets;
  const differences = sets.flatMap((set) => [
    ...differing(verdict, set, "authority"),
    ...differing(verdict, set, "resolver"),
  ]);
  // what is behind is told with the records that differ
  const isTold = differences.some(({ code }) => code === "dns-answer");
  const faults = isTold ? verdict.faults.filter(({ kind }) => kind !== "serials") : verdict.faults;
  return [...delegationFindings({ ...verdict, faults }), ...(isFound(verdict) ? differences : [])];
}

const withoutRefusals = (set: SetVerdict): SetVerdict => ({
  ...set,
  heard: set.heard.filter(({ name, failure }) => name !== undefined || failure !== "SERVFAIL"),
});

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
          : `run pulumi up; if that is done, look at ${ownCommand("drift")}, or wait with ${ownCommand("verify --wait")}`,
      ...atRecord(zone, record),
    },
  ];
}

const values = (texts: readonly string[]): string => listed(firstOf(texts, MOST));

function answerOf({ answered, failure }: Heard): string {
  if (failure !== undefined) return SAYS[failure] ?? `says ${failure}`;
  return answered === undefined || answered.length === 0 ? "has none" : `answers ${values(answered)}`;
}
