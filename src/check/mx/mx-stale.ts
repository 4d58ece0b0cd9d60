import { shownLive } from "../../inventory/live-record.ts";
import { foreignOf, inTheWayOf, resolving, strangers, wantedAt } from "../../view/live.ts";
import type { LiveCheck } from "../check.ts";

export const mxStale: LiveCheck = {
  id: "mx-stale",
  severity: "error",
  rule: "A name that gets MX records has no others in the zone; records of an old provider there receive part of the mail.",
  source: "RFC 5321 §5.1; practice",
  explanation: {
    why: "Senders use the MX with the lowest preference and fall back to the others. They cannot know which of two providers has the mailboxes.",
    effect: "Part of the mail goes to the old provider, which rejects it, or keeps it where nobody reads it.",
    fix: "Delete the old MX records at the cloud, or have the stack delete them: mailzone adopt STACK DOMAIN --conflicting, then pulumi up.",
    fails: "# no spec can show this: it needs an MX in the zone that no spec has\n",
    passes: "domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail\n",
  },
  checkLive(comparison, report) {
    const { zone } = comparison;
    for (const match of foreignOf(comparison, "MX")) {
      const { record } = match;
      const [wanted] = wantedAt(comparison, record.name, "MX");
      const stale = strangers(comparison, record);
      if (wanted === undefined || record.disabled || stale.length === 0) continue;
      report({
        message: `${shownLive(record, stale)} is in the zone but not in the specs, so part of the mail goes there`,
        help: resolving(zone, wanted, match),
        ...inTheWayOf(zone, wanted, match),
      });
    }
  },
};
