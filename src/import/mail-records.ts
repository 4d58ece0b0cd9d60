/** Which records of a zone belong to its mail. Whole RRsets, since a cloud may have each of them as one resource. */
import { isSpf, textKind } from "../mail/text-kind.ts";
import { spfTerms } from "../preset/spf-terms.ts";
import { absolute, isReverse, type Name, relativeName } from "../zone/name.ts";
import { pointsTo, type Rdata } from "../zone/rdata.ts";

interface Owned {
  readonly name: Name;
  readonly data: Rdata;
}

/** The records for mail: those that say so themselves, those in `known`, and those that either lead to in the zone. */
export function mailRecords<R extends Owned>(
  records: readonly R[],
  zone: Name,
  known: ReadonlySet<Owned>,
): ReadonlySet<R> {
  const rrsets = Map.groupBy(records, ({ name, data }) => `${name} ${data.type}`);
  const byName = Map.groupBy(records, ({ name }) => name);
  const taken = new Set<R>();
  const toTake = records.filter((one) => known.has(one) || isForMail(one, zone));
  for (let one = toTake.pop(); one !== undefined; one = toTake.pop()) {
    if (taken.has(one)) continue;
    taken.add(one);
    toTake.push(...(rrsets.get(`${one.name} ${one.data.type}`) ?? []));
    for (const name of leadsTo(one)) toTake.push(...(byName.get(name) ?? []).filter(isFollowed));
  }
  return taken;
}

const isFollowed = ({ data }: Owned): boolean => ["A", "AAAA", "CNAME", "TXT", "TLSA"].includes(data.type);

/** Services of mail by their names in SRV (RFC 6186, RFC 8314 §5.1, RFC 8620 §2.2, and Autodiscover). */
const SERVICES = /^_(?:submissions?|smtps?|imaps?|pop3s?|jmap|sieve|autodiscover)\._tcp(?:\.|$)/;

/** Ports of mail, for TLSA (RFC 7672 §2.1.3). */
const PORTS = /^_(?:25|110|143|465|587|993|995)\._tcp(?:\.|$)/;

/** Names below which everything is about mail. */
const LABELS = /(?:^|\.)(?:_domainkey|_dmarc|_mta-sts|_smtp\._tls|_bimi|_adsp)(?:\.|$)/;

/** Hosts that clients of mail look for, directly below the domain. */
const HOSTS = /^(?:mail|smtp|imap|pop3?|webmail|autodiscover|autoconfig|mta-sts)$/;

function isForMail({ name, data }: Owned, zone: Name): boolean {
  if (isReverse(zone)) return false;
  const owner = relativeName(name, zone);
  switch (data.type) {
    case "MX":
      return true;
    case "TXT":
      return isSpf(data.text) || textKind(name, data.text) !== undefined || LABELS.test(owner);
    case "SRV":
      return SERVICES.test(owner);
    case "TLSA":
      return PORTS.test(owner);
    case "CAA":
      return data.tag === "issuemail";
    case "NS":
      return LABELS.test(owner);
    case "A":
    case "AAAA":
    case "CNAME":
      return HOSTS.test(owner) || LABELS.test(owner);
    default:
      return false;
  }
}

/** The names whose records it needs: its target, or the hosts of an SPF record's terms. */
function leadsTo({ data }: Owned): readonly Name[] {
  const target = data.type === "NS" ? undefined : pointsTo(data);
  if (target !== undefined) return [target];
  if (data.type !== "TXT" || !isSpf(data.text)) return [];
  return spfTerms(data.text).flatMap((term) => {
    const [, host] = /^[-~?]?(?:a|mx|include|exists|redirect|exp)[:=]([^/%]+)/i.exec(term) ?? [];
    return host === undefined ? [] : [absolute(host)];
  });
}
