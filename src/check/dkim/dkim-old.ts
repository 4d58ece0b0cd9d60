import { sinceTime } from "../../mail/dkim-state.ts";
import { isSending } from "../../view/mail-domain.ts";
import { atKey, ownKeys } from "../../view/own-keys.ts";
import { shownName } from "../../words/record.ts";
import { counted } from "../../words/text.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, example } from "../example.ts";
import { maxKeyDays } from "../profiles.ts";

const DAY = 86_400_000;

export const dkimOld: ZoneCheck = {
  id: "dkim-old",
  severity: "warning",
  rule: "A DKIM key that servers sign with is not older than the profile allows: two years (baseline), one year, or six months (strict, bulk-sender).",
  source: "M3AAWG DKIM Key Rotation Best Common Practices (2019-03)",
  explanation: {
    why: "The longer a key is used, the more people and machines have had it. Only keys with since: are judged.",
    effect: "Whoever has a copy of the private key signs as the domain until the key is revoked.",
    fix: "Rotate the key: mailzone dkim rotate DOMAIN makes a new one, and says when the old one may be revoked.",
    fails: example("mode: send-only", `dkim: [{selector: s1, since: "2019-03-01", key: "${EXAMPLE_KEY}"}]`),
    passes: example("mode: send-only", `dkim: [{selector: s1, key: "${EXAMPLE_KEY}"}]`),
  },
  check(zone, report, now) {
    for (const { domain } of zone.domains) {
      if (!isSending(domain)) continue;
      const most = maxKeyDays(domain.spec.input.profile ?? "recommended");
      for (const own of ownKeys(domain)) {
        const { since, selector } = own.key;
        if (own.state !== "active" || since === undefined) continue;
        const days = Math.floor((now.getTime() - sinceTime(since).getTime()) / DAY);
        if (days <= most) continue;
        report({
          message: `servers have signed mail of ${shownName(domain.spec.domain)} with the DKIM key ${selector} for ${counted(days, "day")}, and its profile allows ${most}, so a copy of it may be in other hands`,
          help: `rotate it: mailzone dkim rotate ${shownName(domain.spec.domain)}`,
          ...atKey(domain, own, "since"),
        });
      }
    }
  },
};
