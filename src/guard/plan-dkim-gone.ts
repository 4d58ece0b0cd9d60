import { parseDkim } from "../mail/dkim.ts";
import { isSelector } from "../mail/text-kind.ts";
import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import type { Name } from "../zone/name.ts";
import type { Rdata } from "../zone/rdata.ts";
import { recordsAt } from "../zone/rrset.ts";
import { aboutDomain, byDomain, changesOf, type NameChange } from "./change.ts";
import { isDeclared } from "./declared.ts";
import { isTimelyRevocation } from "./dkim-steps.ts";
import type { Guard } from "./guard.ts";

/** Selectors that mail may be signed with, and that lose their key or get another one. One finding per domain. */
export const planDkimGone: Guard = {
  id: "plan-dkim-gone",
  rule: "A published DKIM key is deleted or replaced only after confirmation, or revoked when nothing has signed with it for 7 days; mail signed with it would fail.",
  source: "RFC 6376 §3.6.1",
  explanation: {
    why: "Receivers look up the key when the message arrives, which may be hours or days after it was signed. To change keys, add a new selector; never change the key of a selector.",
    effect: "Mail signed with the old key fails DKIM, and also DMARC if SPF does not align.",
    fix: "Publish the new key under a new selector, sign with it, and delete the old one some days later; mailzone dkim rotate does so step by step.",
  },
  *check(change) {
    const lost = (["TXT", "CNAME"] as const)
      .flatMap((type) => changesOf(change, type))
      .filter(({ name, domain }) => isSelector(name) && !change.goneDomains.has(domain))
      .filter((one) => !isDeclared(change, one) && !isTimelyRevocation(change, one))
      .flatMap((one) => lossOf(one) ?? []);
    for (const [domain, losses] of byDomain(lost)) {
      const words = [...new Set(losses.map(({ words: each }) => each))].sort();
      yield {
        message: `${listed(words)}, so mail signed with the old key fails DKIM, even mail that is already in transit`,
        help: "publish the new key under its own selector, sign with it, and delete the old key some days after the last mail signed with it",
        facts: losses.flatMap(({ name, before, after }) => [name, ...before, ">", ...after]).sort(),
        ...aboutDomain(change, domain),
      };
    }
  },
};

interface Loss {
  readonly domain: Name;
  readonly name: Name;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly words: string;
}

/** What verifies signatures: the key itself, or the name that has it. */
function keysOf(data: readonly Rdata[]): string[] {
  return data.flatMap((one) => {
    if (one.type === "CNAME") return [`at ${one.target}`];
    // white space in p= has no meaning, and an empty p= is a revoked key (RFC 6376 §3.6.1)
    const key = one.type === "TXT" ? parseDkim(one.text).key?.replace(/\s+/g, "") : undefined;
    return key ? [key] : [];
  });
}

function lossOf(one: NameChange): Loss | undefined {
  const before = keysOf(one.before);
  if (before.length === 0) return undefined;
  const { name, domain, zone } = one;
  const here =
    zone === undefined
      ? []
      : (["TXT", "CNAME"] as const).flatMap((type) => recordsAt(zone.owners, name, type));
  const after = keysOf([...one.after, ...here].map(({ data }) => data));
  if (before.every((key) => after.includes(key))) return undefined;
  const selector = `the DKIM selector ${shownName(name)}`;
  const words = after.length === 0 ? `${selector} loses its key` : `${selector} gets another key`;
  return { domain, name, before, after: [...new Set(after)], words };
}
