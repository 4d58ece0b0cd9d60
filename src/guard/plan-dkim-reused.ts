import { parseDkim } from "../mail/dkim.ts";
import { isSelector } from "../mail/text-kind.ts";
import { shownName } from "../words/record.ts";
import type { Rdata } from "../zone/rdata.ts";
import { aboutName, changesOf } from "./change.ts";
import type { Guard } from "./guard.ts";

/** Selectors whose key was revoked, and that get one again. */
export const planDkimReused: Guard = {
  id: "plan-dkim-reused",
  rule: "A selector whose key is revoked gets another key only after confirmation; a new key belongs under a new selector.",
  source: "RFC 6376 §3.1",
  explanation: {
    why: "A verifier cannot tell a signature of the old key from a forged one once the selector has another key. And if the old key comes back, whoever has a copy of it can sign again.",
    effect:
      "Mail that was signed with the old key fails as if it were forged, and reports about it lead astray.",
    fix: "Give the new key a selector of its own; mailzone dkim rotate names one by the day.",
  },
  *check(change) {
    for (const one of changesOf(change, "TXT")) {
      const { name, domain, before, after } = one;
      if (!isSelector(name) || change.goneDomains.has(domain)) continue;
      const keys = after.flatMap(({ data }) => keyIn(data) || []);
      if (keys.length === 0 || before.length === 0 || !before.every((data) => keyIn(data) === "")) continue;
      yield {
        message: `the DKIM selector ${shownName(name)}, whose key is revoked, would get a key again, so old signatures look forged`,
        help: "publish the key under another selector",
        facts: [name, ...keys].sort(),
        ...aboutName(change, one),
      };
    }
  },
};

/** Empty for a revoked key. */
const keyIn = (data: Rdata): string | undefined =>
  data.type === "TXT" ? parseDkim(data.text).key?.replace(/\s+/g, "") : undefined;
