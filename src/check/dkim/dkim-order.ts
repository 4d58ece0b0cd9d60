import { isoTime, revokedEarly } from "../../mail/dkim-state.ts";
import type { Domain } from "../../preset/domain.ts";
import { isSending } from "../../view/mail-domain.ts";
import { atKey, type OwnKey, ownKeys } from "../../view/own-keys.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { shownTime } from "../../words/time.ts";
import type { Report, ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, example } from "../example.ts";

const retiring = `{selector: s1, state: retiring, since: "2026-03-01", key: "${EXAMPLE_KEY}"}`;
const next =
  '{selector: s2, state: next, since: "2026-03-01", key: "X1EhKr1GPuMwMhG08NlV6KXqp74nDPGQvIzXePdaaIY="}';

export const dkimOrder: ZoneCheck = {
  id: "dkim-order",
  severity: "warning",
  rule: "DKIM keys come one after the other: published, then signed with, then retired while another one signs, then revoked when the last mail has arrived.",
  source: "RFC 6376 §3.1, §3.6.1",
  explanation: {
    why: "A verifier looks the key up when the mail arrives, which may be days after it was signed. So both keys are published during a change, and one of them signs.",
    effect:
      "Mail fails DKIM: because nothing signs it, because two servers disagree about the key, or because the key is gone when it arrives.",
    fix: "Let mailzone dkim rotate DOMAIN make each step, or set the states as docs/dkim.md lists them.",
    fails: example("mode: send-only", `dkim: [${retiring}, ${next}]`),
    passes: example(
      "mode: send-only",
      `dkim: [${retiring}, ${next.replace("state: next", "state: active")}]`,
    ),
  },
  check(zone, report, now) {
    for (const { domain } of zone.domains) {
      const keys = ownKeys(domain);
      twoActive(domain, keys, report);
      noneActive(domain, keys, report);
      for (const own of keys) if (own.state === "revoked") revoked(domain, own, now, report);
    }
  },
};

/** Those whose spec says so: without states, several servers may have a key each. */
function twoActive(domain: Domain, keys: readonly OwnKey[], report: Report): void {
  const active = keys.filter(({ key }) => key.state === "active");
  for (const [algorithm, same] of Map.groupBy(active, (own) => own.algorithm)) {
    const last = same.at(-1);
    if (last === undefined || same.length < 2) continue;
    report({
      message: `the DKIM keys ${listed(same.map(({ key }) => key.selector))} of ${shownName(domain.spec.domain)} are all active and all of ${algorithm === "rsa" ? "RSA" : "Ed25519"}, so it is unclear which one servers sign with`,
      help: "set state: retiring, with since:, for those with which nothing signs any more",
      ...atKey(domain, last, "state"),
    });
  }
}

function noneActive(domain: Domain, keys: readonly OwnKey[], report: Report): void {
  const retired = keys.find(({ state }) => state === "retiring");
  const isSigned = keys.some(({ state }) => state === "active") || keys.length < domain.spec.dkim.length;
  if (retired === undefined || isSigned || !isSending(domain)) return;
  report({
    message: `the DKIM key ${retired.key.selector} of ${shownName(domain.spec.domain)} is retiring and no other one is active, so nothing signs the mail`,
    help: "set state: active for the key that servers sign with",
    ...atKey(domain, retired, "state"),
  });
}

function revoked(domain: Domain, own: OwnKey, now: Date, report: Report): void {
  const until = own.key.since === undefined ? undefined : revokedEarly(own.key, now);
  if (!(until instanceof Date)) return;
  report({
    message: `the DKIM key ${own.key.selector} of ${shownName(domain.spec.domain)} is revoked less than 7 days after the last mail was signed with it, so mail in transit fails`,
    help: `unless others have the private key, set state: retiring until ${shownTime(isoTime(until))}`,
    ...atKey(domain, own, "since"),
  });
}
