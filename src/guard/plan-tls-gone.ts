import { isForgotten } from "../inventory/published-sts.ts";
import { isoTime } from "../mail/dkim-state.ts";
import { isMtaSts } from "../mail/mta-sts.ts";
import { parseTlsaName, printTlsa } from "../mail/tlsa.ts";
import { usableFrom } from "../mail/tlsa-life.ts";
import { daneOwner } from "../preset/dane-hosts.ts";
import { shownName } from "../words/record.ts";
import { shownTime } from "../words/time.ts";
import { printRdata, type Rdata } from "../zone/rdata.ts";
import { aboutName, type Change, changesOf, isElsewhere, type NameChange } from "./change.ts";
import type { Guard } from "./guard.ts";

/** MTA-STS and TLSA records that are deleted, and TLSA records that are replaced at once, or before the others are known everywhere. */
export const planTlsGone: Guard = {
  id: "plan-tls-gone",
  rule: "MTA-STS and TLSA records are deleted, or TLSA records of a host replaced at once or before their TTLs have passed, only after confirmation.",
  source: "RFC 8461 §8.3, RFC 7671 §8.1",
  explanation: {
    why: "TLSA pins the certificate of a mail server. Senders cache it, so a new one must be published beside the old one before the certificate changes.",
    effect:
      "Without the records, an attacker can downgrade connections to plain text. With wrong ones, senders that check them do not deliver.",
    fix: "Publish the TLSA record of the next key beside the current one, and delete the old one later. Before deleting the MTA-STS record, publish a policy of mode none and wait for the max_age of the one before.",
  },
  *check(change) {
    for (const one of [...changesOf(change, "TXT"), ...changesOf(change, "TLSA")]) {
      if (change.goneDomains.has(one.domain)) continue;
      const loss = lossOf(one, change);
      if (loss === undefined) continue;
      const after = one.after.map(({ data }) => printRdata(data)).sort();
      yield {
        ...loss,
        facts: [one.name, ...one.before.map(printRdata), ">", ...after],
        ...aboutName(change, one),
      };
    }
  },
};

interface Loss {
  readonly message: string;
  readonly help: string;
}

function lossOf(one: NameChange, change: Change): Loss | undefined {
  const { name, before, after } = one;
  const now = after.map(({ data }) => data);
  if (parseTlsaName(name)?.port === 25 && before.some(({ type }) => type === "TLSA")) {
    const kept = new Set(now.map(printRdata));
    if (before.some((data) => kept.has(printRdata(data)))) return tooEarly(one, change.now);
    return now.length === 0
      ? {
          message: `${shownName(name)} loses its TLSA records, so senders no longer check the certificate of the mail server`,
          help: "keep them as long as the name is an MX host",
        }
      : {
          message: `all TLSA records of ${shownName(name)} are replaced at once, so senders that cached the old ones do not deliver`,
          help: "publish the new record beside the old one, and delete the old one when its TTL has passed and the certificate has changed",
        };
  }
  if (!name.startsWith("_mta-sts.") || !hasPolicy(before) || hasPolicy(now) || isElsewhere(one))
    return undefined;
  const published = change.stsPolicies.get(name.slice("_mta-sts.".length));
  if (published?.mode === "none") {
    if (isForgotten(published, change.now)) return undefined;
    const until = shownTime(published.keptUntil ?? "");
    return {
      message: `${shownName(name)} loses its MTA-STS record, but until ${until} senders may still keep the policy before the one of mode none, and refuse to deliver while they do`,
      help: `keep mode: none under mtaSts, and the policy on the web server, until ${until}`,
    };
  }
  return {
    message: `${shownName(name)} loses its MTA-STS record, so senders stop checking certificates, or refuse to deliver while they keep the old policy`,
    help:
      published === undefined
        ? "publish a policy of mode none under a new id, wait for the max_age of the policy before, then delete the record and the host"
        : "set mode: none under mtaSts and apply it, then delete mtaSts: a run says until when the record has to stay",
  };
}

/** A record goes, while senders may still have an answer without those that stay, by the `since` that the spec has for them. */
function tooEarly({ name, before, after, ttl, zone }: NameChange, now: Date): Loss | undefined {
  const kept = new Set(after.map(({ data }) => printRdata(data)));
  if (before.every((data) => kept.has(printRdata(data)))) return undefined;
  const hosts = zone?.domains.flatMap(({ domain }) => domain.dane ?? []) ?? [];
  const since = new Map(
    hosts
      .filter(({ host }) => daneOwner(host) === name)
      .flatMap(({ certificates }) => certificates.map((one) => [printTlsa(one.data), one.since] as const)),
  );
  // of a record of which nobody says since when it may be known everywhere
  const times = [...kept].map((record) => since.get(record));
  const from = times.map((time) => (time === undefined ? now : usableFrom(time, ttl)));
  const first = from.sort((a, b) => a.getTime() - b.getTime())[0];
  if (first === undefined || first <= now) return undefined;
  const until = shownTime(isoTime(first));
  return {
    message: `${shownName(name)} loses a TLSA record, but until ${until} senders may still have an answer without those that stay, and deliver nothing to their keys (RFC 7671 §8.1)`,
    help: `keep the record, and the old key in the server, until ${until}`,
  };
}

const hasPolicy = (data: readonly Rdata[]): boolean =>
  data.some((one) => one.type === "TXT" && isMtaSts(one.text));
