/** Senders that follow MTA-STS (RFC 8461 §5.1), with all that they may know of a domain: old answers of DNS, old policies. */

/** What a domain has at a moment. */
export interface StsMoment {
  /** In seconds. */
  readonly now: number;
  /** Of the `_mta-sts` record; undefined without one. */
  readonly id: string | undefined;
  /** MX hosts in DNS. */
  readonly exchanges: readonly string[];
  /** The policy file; undefined without one. */
  readonly served: string | undefined;
}

interface Policy {
  readonly mode: string;
  readonly mx: readonly string[];
  readonly maxAge: number;
}

const policyOf = (text: string): Policy => {
  const values = (key: string) =>
    text
      .split("\n")
      .flatMap((line) => (line.startsWith(`${key}: `) ? [line.slice(key.length + 2).trim()] : []));
  return { mode: values("mode")[0] ?? "", mx: values("mx"), maxAge: Number(values("max_age")[0]) };
};

const NO_ID = "";

export class StsSenders {
  readonly #ttl: number;
  /** Answers, with when each was last given. */
  readonly #ids = new Map<string, number>();
  readonly #exchanges = new Map<string, number>();
  /** `ID POLICY`, with when it was last fetched. */
  readonly #kept = new Map<string, number>();

  constructor(ttl: number) {
    this.#ttl = ttl;
  }

  /** Some senders look now; yields what those that mail now would refuse, by what they may know. */
  refused({ now, id = NO_ID, exchanges, served }: StsMoment): string[] {
    this.#ids.set(id, now);
    this.#exchanges.set(JSON.stringify(exchanges), now);
    const isFresh = ([, given]: [string, number]): boolean => given + this.#ttl >= now;
    const ids = [...this.#ids].filter(isFresh).map(([one]) => one);
    const found = new Set<string>();
    for (const one of ids) {
      if (one !== NO_ID && served !== undefined) this.#kept.set(`${one} ${served}`, now);
      for (const [answer] of [...this.#exchanges].filter(isFresh)) {
        const hosts: string[] = JSON.parse(answer);
        for (const policy of this.#used(one, now, served)) {
          const isListed = hosts.some((host) => policy.mx.includes(host));
          if (policy.mode === "enforce" && !isListed) found.add(`${hosts} by a policy of ${policy.mx}`);
        }
      }
    }
    return [...found].sort();
  }

  /** The policies that senders with this answer for the record apply: one that they keep under its id, or what is fetched. */
  #used(id: string, now: number, served: string | undefined): Policy[] {
    const kept = [...this.#kept].flatMap(([entry, fetched]) => {
      const [of = "", text = ""] = entry.split(/ (.*)/s);
      const policy = policyOf(text);
      return fetched + policy.maxAge >= now ? [{ of, policy }] : [];
    });
    const isLive = id !== NO_ID && served !== undefined;
    return isLive
      ? [...kept.filter(({ of }) => of === id).map(({ policy }) => policy), policyOf(served)]
      : kept.map(({ policy }) => policy);
  }
}
