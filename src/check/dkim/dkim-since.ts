import { DKIM_LIFE, sinceTime } from "../../mail/dkim-state.ts";
import { atKey, ownKeys } from "../../view/own-keys.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, example } from "../example.ts";

/** Clocks and time zones differ. */
const TOLERANCE = 2 * 86_400_000;

const old = `{selector: s1, state: retiring, key: "${EXAMPLE_KEY}"}`;
const fresh = '{selector: s2, key: "X1EhKr1GPuMwMhG08NlV6KXqp74nDPGQvIzXePdaaIY="}';

export const dkimSince: ZoneCheck = {
  id: "dkim-since",
  severity: "warning",
  rule: "A DKIM key in state next, retiring or revoked says since when, and no key does so for a time to come.",
  source: "docs/dkim.md",
  explanation: {
    why: "What follows in a rotation depends on how long a key has been in its state: its TTL has to pass, or the last mail has to arrive.",
    effect: "mailzone status and mailzone dkim rotate cannot say when the next step may be made.",
    fix: "Write since: with the day, or with the time in UTC.",
    fails: example("mode: send-only", `dkim: [${old}, ${fresh}]`),
    passes: example(
      "mode: send-only",
      `dkim: [${old.replace("retiring", 'retiring, since: "2026-03-01"')}, ${fresh}]`,
    ),
  },
  check(zone, report, now) {
    for (const { domain } of zone.domains) {
      for (const own of ownKeys(domain)) {
        const { since, selector } = own.key;
        const shown = `the DKIM key ${selector} of ${shownName(domain.spec.domain)}`;
        if (since === undefined && own.state !== "active") {
          report({
            message: `${shown} is in state ${own.state} without since, so nothing can say when it may change`,
            help: `add since: with the day on which ${DKIM_LIFE[own.state].since}`,
            ...atKey(domain, own, "state"),
          });
        } else if (since !== undefined && sinceTime(since).getTime() > now.getTime() + TOLERANCE) {
          report({
            message: `${shown} is in state ${own.state} since a time to come, so the rotation waits until after that`,
            help: "write the day on which it came into that state",
            ...atKey(domain, own, "since"),
          });
        }
      }
    }
  },
};
