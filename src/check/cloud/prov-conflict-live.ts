import type { Comparison, LiveMatch } from "../../inventory/compare.ts";
import { shownLive } from "../../inventory/live-record.ts";
import { isSelector } from "../../mail/text-kind.ts";
import {
  adopting,
  foreignAtWanted,
  inTheWayOf,
  resolving,
  rivals,
  strangers,
  wantedAt,
} from "../../view/live.ts";
import { shownRecord } from "../../words/record.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { LiveCheck } from "../check.ts";

export const provConflictLive: LiveCheck = {
  id: "prov-conflict-live",
  severity: "error",
  rule: "A record that is to be created is not in the zone already, as it is wanted or with another value; it would be refused, or both would be answered.",
  source: "practice",
  explanation: {
    why: "A stack changes only what it owns. A record that was made by hand, by another tool or by a run that was cut off is not its own, even if it is just the one that is wanted.",
    effect:
      "The cloud refuses the new record as a duplicate in the middle of the update, or answers with the old value and the new one.",
    fix: "Take the record into the stack: mailzone adopt STACK DOMAIN. What is not to be kept, delete at the cloud.",
    fails: "# no spec can: it takes a record in the zone that the stack does not own\n",
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
          message: `${shownLive(record)} is in the zone as it is wanted, but the stack does not own it, and creating it would be refused as a duplicate`,
          help: `run ${adopting(zone, wanted)}, which takes it into the stack as it is; after a run that failed mailzone recover does so, too`,
          ...at,
        });
      } else if (!isTold(comparison, match)) {
        report({
          message: `${shownLive(record)} is in the zone in the place of ${shownRecord(wanted)}, and the stack does not own it: ${standing === "different" ? "creating that would be refused or add to it" : "both would be answered"}`,
          help: resolving(zone, wanted, match),
          ...at,
        });
      }
    }
  },
};

/** Types of which a name has only what is wanted: another value beside it is answered as well. */
const ALONE: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME", "NS", "PTR", "SRV"]);

/** Alibaba Cloud DNS answers these with addresses of its own. */
const FORWARDS: ReadonlySet<string> = new Set(["REDIRECT_URL", "FORWARD_URL"]);

/** The wanted record that a foreign one is in the way of; undefined where both may stand. */
function wantedIn(comparison: Comparison, { record, standing }: LiveMatch): ZoneRecord | undefined {
  const { zone } = comparison;
  const { name, type, disabled } = record;
  const all = wantedAt(comparison, name);
  const same = all.find(({ data }) => data.type === type);
  if (FORWARDS.has(type)) {
    return disabled ? undefined : all.find(({ data }) => ["A", "AAAA", "CNAME"].includes(data.type));
  }
  if (standing !== "foreign") return same;
  // kept, not answered: in the way only of the very same (DomainRecordDuplicate)
  if (disabled) return strangers(comparison, record).length === 0 ? same : undefined;
  const isInTheWay = zone.cloud.unit === "rrset" || ALONE.has(type) || rivals(comparison, record).length > 0;
  return isInTheWay ? same : undefined;
}

/** Whether another check tells of it. */
function isTold(comparison: Comparison, { record, standing }: LiveMatch): boolean {
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
