import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { printRdata } from "../zone/rdata.ts";
import { aboutDomain, byDomain, changesOf } from "./change.ts";
import { exchanges, exchangesAfter } from "./exchanges.ts";
import type { Guard } from "./guard.ts";

/** Names that had MX and will have none, or only a null MX (RFC 7505). One finding per domain. */
export const planMxGone: Guard = {
  id: "plan-mx-gone",
  rule: "The last MX of a name is deleted only after confirmation; mail to it would bounce.",
  source: "RFC 5321 §5.1",
  explanation: {
    why: "Without an MX, senders try the name's own address, which is usually a web server. A null MX in its place says that the name accepts no mail at all.",
    effect: "Every message to the name bounces, some at once, some after days.",
    fix: "Keep an MX.",
  },
  *check(change) {
    const lost = changesOf(change, "MX").filter(
      (one) =>
        !change.goneDomains.has(one.domain) &&
        exchanges(one.before).length > 0 &&
        exchangesAfter(one).length === 0,
    );
    for (const [domain, names] of byDomain(lost)) {
      const data = names.flatMap(({ name, before }) => before.map((data) => `${name} ${printRdata(data)}`));
      yield {
        message: `${listed(names.map(({ name }) => shownName(name)))} ${names.length === 1 ? "loses its" : "lose their"} last MX (${listed(names.flatMap(({ before }) => exchanges(before)).map(shownName))}), so mail to ${names.length === 1 ? "it" : "them"} would bounce`,
        help: "keep an MX: name a mailbox, or put the MX under records:",
        facts: data,
        ...aboutDomain(change, domain),
      };
    }
  },
};
