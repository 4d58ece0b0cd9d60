import type { Comparison, LiveMatch } from "../../inventory/compare.ts";
import { shownLive } from "../../inventory/live-record.ts";
import { isSelector } from "../../mail/text-kind.ts";
import { adopting, foreignAtWanted, inTheWayOf, resolving, wantedAt } from "../../view/live.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import type { LiveCheck, LiveReported } from "../check.ts";

export const cnameExclusiveLive: LiveCheck = {
  id: "cname-exclusive-live",
  severity: "error",
  rule: "A name with a CNAME has no other records, including those already in the zone; otherwise the cloud rejects them, or mail is lost.",
  source: "RFC 1034 §3.6.2, RFC 2181 §10.1",
  unwaivable: "no name can have a CNAME and other records: one side is refused or lost",
  explanation: {
    why: "A CNAME says that all data of the name is elsewhere, so resolvers do not look for other records beside it.",
    effect:
      "Route 53 rejects the record. Cloudflare, and Alibaba Cloud DNS at the apex, accept it, and resolvers then find no MX or no TXT.",
    fix: "Delete the conflicting record at the cloud, or have the stack delete it: mailzone adopt STACK DOMAIN --conflicting. A CNAME at the apex serves a web site, so give that site addresses first.",
    fails: "# no spec can show this: it needs a record in the zone that no spec has\n",
    passes: "domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail\n",
  },
  checkLive(comparison, report) {
    for (const match of foreignAtWanted(comparison)) {
      // dkim-one-record reports both at a selector
      if (isSelector(match.record.name)) continue;
      if (match.record.type === "CNAME") for (const reported of alias(comparison, match)) report(reported);
      else for (const reported of beside(comparison, match)) report(reported);
    }
  },
};

/** A CNAME where other records are wanted. */
function* alias(comparison: Comparison, match: LiveMatch): Generator<LiveReported> {
  const { zone } = comparison;
  const { record } = match;
  const wanted = wantedAt(comparison, record.name);
  const [first] = wanted;
  if (first === undefined || wanted.some(({ data }) => data.type === "CNAME")) return;
  const at = inTheWayOf(zone, first, match);
  const shown = shownLive(record);
  const address = wanted.find(({ data }) => data.type === "A" || data.type === "AAAA");
  const flattens = zone.cloud.limits.apexCname.able;
  if (record.name !== zone.name || (flattens && address !== undefined)) {
    yield {
      message: record.disabled
        ? `${shown} is not answered, but still keeps ${zone.cloud.title} from creating ${shownRecord(first)}`
        : `${shown} is in the zone, and a name with a CNAME can have no other records, so ${shownRecord(first)} would be rejected or not found`,
      help: resolving(zone, first, match),
      ...at,
    };
    return;
  }
  if (record.disabled && address === undefined) return;
  if (flattens) {
    yield {
      message: `${shown} is at the apex, where ${zone.cloud.title} answers with the addresses of its target: it serves a web site and stays as it is; mail uses the MX beside it`,
      help: "nothing to do, unless CNAME flattening is disabled for the zone",
      ...at,
      severity: "warning",
      // it conflicts with nothing, so it must not be adopted either
      live: [],
    };
    return;
  }
  yield {
    message: `${shown} is at the apex, so the MX and SPF of ${shownName(zone.name)} are not found and its mail is lost; without the CNAME the web site at that name stops`,
    help: `publish A and AAAA of the web site first, under records: or by hand; then delete the CNAME at ${zone.cloud.title}, or run ${adopting(zone, first)} --conflicting --apex-cname`,
    ...at,
  };
}

/** Any other record where a CNAME is wanted. */
function* beside(comparison: Comparison, match: LiveMatch): Generator<LiveReported> {
  const { zone } = comparison;
  const { record } = match;
  const [wanted] = wantedAt(comparison, record.name, "CNAME");
  if (wanted === undefined) return;
  const atApex = record.name === zone.name;
  // a flattened CNAME conflicts only with addresses; SOA and NS are the cloud's own
  if (atApex && !["A", "AAAA"].includes(record.type)) return;
  yield {
    message: `${shownLive(record)} is in the zone where the CNAME ${shownRecord(wanted)} must be the only record, so the CNAME would be rejected or hide it`,
    help: resolving(zone, wanted, match),
    ...inTheWayOf(zone, wanted, match),
  };
}
