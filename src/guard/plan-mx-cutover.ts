import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { aboutName, changesOf, type NameChange } from "./change.ts";
import { isDeclared } from "./declared.ts";
import { exchanges, exchangesAfter } from "./exchanges.ts";
import type { Guard } from "./guard.ts";

/** Seconds. A TTL up to this one need not be lowered before a move. */
const SHORT = 300;

/** Names whose mail moves to entirely different hosts, so to another mail provider. */
export const planMxCutover: Guard = {
  id: "plan-mx-cutover",
  rule: "Mail moves to entirely different hosts only after confirmation, and preparation.",
  source: "RFC 1034 §4.3.4, practice",
  explanation: {
    why: "Senders cache the old MX for its TTL, and the old provider may still have mail to send.",
    effect:
      "Mail goes to the old hosts for up to the TTL of the old MX. Mail from the old provider fails SPF and DKIM once its records are deleted.",
    fix: "Lower the TTL of the old MX and wait until the old TTL has passed. Have the new mailboxes ready. Keep the SPF terms and DKIM keys of both providers for a while.",
  },
  *check(change) {
    for (const one of changesOf(change, "MX")) {
      const before = exchanges(one.before);
      const after = exchangesAfter(one);
      if (before.length === 0 || after.length === 0 || before.some((host) => after.includes(host))) continue;
      if (isDeclared(change, one)) continue;
      yield {
        message: `the mail of ${shownName(one.name)} moves from ${shownHosts(before)} to ${shownHosts(after)}, but for up to ${one.ttl} s senders still deliver to the old hosts`,
        help: advice(one),
        facts: [one.name, ...before, ">", ...after],
        ...aboutName(change, one),
      };
    }
  },
};

const shownHosts = (hosts: readonly string[]): string => listed(hosts.map(shownName));

function advice({ ttl }: NameChange): string {
  const lower =
    ttl > SHORT
      ? `first publish the old MX with ttl: ${SHORT}, wait ${ttl} s, then move`
      : "the TTL is already low";
  return `${lower}; create the new mailboxes beforehand, keep reading the old ones for some days, and keep the SPF terms and DKIM keys of both providers (one of them under senders:) until the last mail from the old one has arrived`;
}
