import { stsCovers } from "../mail/mta-sts.ts";
import type { Domain } from "../preset/domain.ts";
import { stsUrlOf } from "../preset/own-sts-policy.ts";
import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import { aboutName, type Change, changesOf, type NameChange } from "./change.ts";
import { exchanges, exchangesAfter } from "./exchanges.ts";
import type { Guard } from "./guard.ts";

/** Domains that get an MX host which the policy on their web server does not list yet. */
export const planStsServed: Guard = {
  id: "plan-sts-served",
  rule: "A domain with an MTA-STS policy gets an MX host only when its web server serves a policy that lists the host, or after confirmation.",
  source: "RFC 8461 §8.1, §5.1",
  explanation: {
    why: "The policy is a file on a web server. The records change at once, the file when somebody puts the new one there. Senders fetch it when the id changes, and take what is there.",
    effect:
      "Senders take the old policy under the new id, keep it for its max_age, and refuse to deliver to the new host for that long.",
    fix: "Run `mailzone sts export`, put the files on the web server, see with `mailzone verify` that it serves them, and apply the change then.",
  },
  *check(change) {
    for (const { one, added } of growingPolicies(change)) {
      const served = change.servedPolicies.get(one.name);
      if (served === undefined || ("mode" in served && served.mode !== "enforce")) continue;
      const left = "failure" in served ? added : added.filter((host) => !covers(served.mx, host));
      if (left.length === 0) continue;
      const url = stsUrlOf(one.name);
      yield {
        message:
          "failure" in served
            ? `${shownName(one.name)} gets the MX ${listed(left.map(shownName))}, and whether its MTA-STS policy lists it is unknown: ${served.failure}`
            : `${shownName(one.name)} gets the MX ${listed(left.map(shownName))}, but the policy that ${url} serves does not list it, so senders would refuse to deliver there`,
        help: "write the policies with mailzone sts export, put them on the web server, and run this again",
        facts: [one.name, ...left],
        ...aboutName(change, one),
      };
    }
  },
};

const covers = (patterns: readonly string[], host: Name): boolean =>
  patterns.some((pattern) => stsCovers(pattern, withoutDot(host)));

interface Growing {
  readonly one: NameChange;
  readonly added: readonly Name[];
}

/** The domains with a published policy that get MX hosts which it does not list: those whose web server is to be asked. */
export function growingPolicies(change: Change): readonly Growing[] {
  return changesOf(change, "MX").flatMap((one) => {
    const policy = domainOf(one)?.stsPolicy;
    const published = change.stsPolicies.get(one.name);
    if (policy === undefined || published === undefined || policy.mode === "none") return [];
    // the run itself publishes the policy, before the MX
    if (policy.host === "cloudflare-worker") return [];
    if (published.id === policy.id) return [];
    const before = exchanges(one.before);
    const added = exchangesAfter(one).filter((host) => !before.includes(host));
    return added.length === 0 ? [] : [{ one, added }];
  });
}

const domainOf = ({ zone, name }: NameChange): Domain | undefined =>
  zone?.domains.find(({ domain }) => domain.spec.domain === name)?.domain;
