import type { Comparison, LiveMatch } from "../../inventory/compare.ts";
import { shownLive } from "../../inventory/live-record.ts";
import { isSelector } from "../../mail/text-kind.ts";
import {
  adopting,
  adoptingAll,
  foreignAtWanted,
  inTheWayOf,
  orResharding,
  resolving,
  rivals,
  strangers,
  wantedAt,
} from "../../view/live.ts";
import { ownCommand } from "../../words/own-command.ts";
import { shownRecord } from "../../words/record.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { LiveCheck } from "../check.ts";

export const provConflictLive: LiveCheck = {
  id: "prov-conflict-live",
  severity: "error",
  rule: "A record that the stack is about to create is not in the zone already, with the same or another value; otherwise it would be rejected, or both would be answered.",
  source: "practice",
  explanation: {
    why: "A stack changes only what it owns. It does not own a record that was created by hand, by another tool or by an interrupted run, even if the record is exactly as wanted.",
    effect:
      "The cloud rejects the new record as a duplicate in the middle of the update, or answers with the old value and the new one.",
    fix: "Adopt the record into the stack with mailzone adopt STACK DOMAIN. Delete what you do not want to keep at the cloud.",
    fails: "# no spec can show this: it needs a record in the zone that the stack does not own\n",
    passes: "domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail\n",
  },
  checkLive(comparison, report) {
    const { zone } = comparison;
    for (const match of foreignAtWanted(comparison)) {
      const { record, standing } = match;
      const wanted = wantedIn(comparison, match);
      if (wanted === undefined) continue;
      const at = inTheWayOf(zone, wanted, match);
      if (standing === "identical") {
        report({
          message: `${shownLive(record)} is in the zone exactly as wanted, but the stack does not own it, so creating it would be rejected as a duplicate`,
          help: `run ${adopting(zone, wanted)}, which adds it to the stack unchanged; after a failed run, ${ownCommand("recover")} does so too${orResharding(zone)}`,
          sum: {
            message:
              "are in the zones exactly as wanted, but the stack does not own them, so creating them would be rejected as duplicates",
            help: `run ${adoptingAll(zone)} once, which adds them to the stack unchanged; after a failed run, ${ownCommand("recover")} does so too${orResharding(zone)}`,
          },
          ...at,
        });
      } else if (!isReportedElsewhere(comparison, match)) {
        report({
          message: `${shownLive(record)} is in the zone in place of ${shownRecord(wanted)}, and the stack does not own it, so ${standing === "different" ? "the wanted record would be rejected or added to it" : "both would be answered"}`,
          help: resolving(zone, wanted, match),
          ...at,
        });
      }
    }
  },
};

/** Types of which a name should have only the wanted values, since any other value is answered as well. */
const ALONE: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME", "NS", "PTR", "SRV"]);

/** Alibaba Cloud DNS answers these with addresses of its own. */
const FORWARDS: ReadonlySet<string> = new Set(["REDIRECT_URL", "FORWARD_URL"]);

/** The wanted record that a foreign one conflicts with; undefined if both may exist. */
function wantedIn(comparison: Comparison, { record, standing }: LiveMatch): ZoneRecord | undefined {
  const { zone } = comparison;
  const { name, type, disabled } = record;
  const all = wantedAt(comparison, name);
  const same = all.find(({ data }) => data.type === type);
  if (FORWARDS.has(type)) {
    return disabled ? undefined : all.find(({ data }) => ["A", "AAAA", "CNAME"].includes(data.type));
  }
  if (standing !== "foreign") return same;
  // stored but not answered, it conflicts only with an equal record (DomainRecordDuplicate)
  if (disabled) return strangers(comparison, record).length === 0 ? same : undefined;
  const isInTheWay = zone.cloud.unit === "rrset" || ALONE.has(type) || rivals(comparison, record).length > 0;
  return isInTheWay ? same : undefined;
}

/** Whether another check reports it. */
function isReportedElsewhere(comparison: Comparison, { record, standing }: LiveMatch): boolean {
  const { name, type, disabled } = record;
  if (type === "CNAME" || type === "TXT") {
    if (isSelector(name)) return strangers(comparison, record).length > 0 && !disabled;
  }
  const stranger = strangers(comparison, record).length > 0;
  if (type === "MX") return stranger && !disabled;
  if (type !== "TXT") return false;
  if (rivals(comparison, record, "SPF").length > 0 || rivals(comparison, record, "DMARC").length > 0)
    return true;
  const merged = comparison.zone.cloud.unit === "rrset" && record.setIdentifier === undefined;
  return merged && standing !== "identical" && stranger && rivals(comparison, record).length === 0;
}
