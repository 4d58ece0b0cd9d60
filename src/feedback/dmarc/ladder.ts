/** How far a domain's policy is, and what its mail would be like at the next one. */
import { DMARC_POLICIES, type DmarcPolicy } from "../../mail/dmarc.ts";
import { appliedBy } from "../../mail/governing-policy.ts";
import { dmarcOf } from "../../view/mail-domain.ts";
import type { DomainTally, SourceTally } from "./tally.ts";

export interface Rung {
  /** What receivers apply: by the spec, else by their reports; undefined if neither is known. With t=y that is one step less. */
  readonly policy: DmarcPolicy | undefined;
  /** After reject there is none, so that it stays reject. */
  readonly next: DmarcPolicy;
  readonly messages: number;
  readonly passing: number;
  readonly lost: number;
  /** Percent of the messages that are not lost at `next`; undefined without any. */
  readonly delivered: number | undefined;
}

/** The sources that count: not those that the user says are somebody else's. */
export const counting = ({ sources }: DomainTally, except: ReadonlySet<string>): readonly SourceTally[] =>
  sources.filter(({ source }) => !except.has(source.name));

export function rungOf(tally: DomainTally, except: ReadonlySet<string>): Rung {
  const { managed, domain, reportedPolicy } = tally;
  const record = managed && dmarcOf(managed.zone, domain);
  const policy = record === undefined ? reportedPolicy : DMARC_POLICIES[appliedBy(record, domain)];
  const at = policy === undefined ? 0 : DMARC_POLICIES.indexOf(policy);
  const sum = (key: "messages" | "passing" | "lost"): number =>
    counting(tally, except).reduce((total, one) => total + one[key], 0);
  const [messages, lost] = [sum("messages"), sum("lost")];
  return {
    policy,
    next: DMARC_POLICIES[at + 1] ?? "reject",
    messages,
    passing: sum("passing"),
    lost,
    delivered: messages === 0 ? undefined : ((messages - lost) / messages) * 100,
  };
}

/** What happens to mail that fails. */
export const fate = (policy: DmarcPolicy): string =>
  policy === "reject" ? "rejected" : policy === "quarantine" ? "quarantined" : "delivered";

/** Never rounded up, so that 100% means all. */
export const percent = (share: number): string => `${(Math.floor(share * 10) / 10).toFixed(1)}%`;
