/** Joins all contributions to SPF into one record per name (RFC 7208 §3.2). */
import { composeSpf, type SpfAll } from "../mail/spf.ts";
import type { PresetRole, Spec } from "../spec/spec.ts";
import { type Name, targetName, withoutDot } from "../zone/name.ts";
import type { Origin, ZoneRecord } from "../zone/rrset.ts";
import { withoutRivals } from "./spf-terms.ts";

interface Share {
  readonly terms: readonly string[];
  readonly all: SpfAll | undefined;
  readonly origin: Origin;
}

/** A host of a spec in the form that SPF needs; macros (RFC 7208 §7) stay as they are. */
export function spfHost(host: string, domain: Name): string {
  if (host.includes("%") || host.includes("/")) return host;
  return withoutDot(targetName(host, domain));
}

/**
 * Terms in the order in which they are likely to match: the spec's own addresses, the mailbox's terms, the gateway's,
 * the senders' in spec order, the spec's includes. At the mail domain `all` is the spec's, or else the mailbox's, or else
 * `~all`, since a gateway or sender does not know who else sends. At other names a preset decides for itself.
 */
export class SpfBuilder {
  readonly #spec: Spec;
  readonly #shares = new Map<Name, Share[]>();

  constructor(spec: Spec) {
    this.#spec = spec;
    const { spf } = spec.input;
    if (spf === undefined) return;
    const terms = [
      ...(spf.ip4 ?? []).map((range) => `ip4:${range}`),
      ...(spf.ip6 ?? []).map((range) => `ip6:${range}`),
      ...this.#hosts("a", spf.a),
      ...this.#hosts("mx", spf.mx),
    ];
    this.#put(spec.domain, {
      terms,
      all: spf.all,
      origin: { place: spec.source.keyPlace(["spf"]), path: ["spf"] },
    });
  }

  add(owner: Name, terms: readonly string[], all: SpfAll, role: PresetRole, origin: Origin): void {
    const speaks = role === "mailbox" || owner !== this.#spec.domain;
    this.#put(owner, { terms, all: speaks ? all : undefined, origin });
  }

  records(): ZoneRecord[] {
    return [...this.#shares].map(([name, shares]) => {
      const first = shares[0] as Share;
      const includes = name === this.#spec.domain ? (this.#spec.input.spf?.include ?? []) : [];
      const terms = [
        ...shares.flatMap((share) => share.terms),
        ...includes.map((host) => `include:${spfHost(host, this.#spec.domain)}`),
      ];
      const all = shares.find((share) => share.all !== undefined)?.all ?? "softfail";
      return {
        name,
        ttl: this.#spec.ttl,
        data: { type: "TXT", text: composeSpf(withoutRivals(terms), all) },
        origin: first.origin,
      };
    });
  }

  #put(owner: Name, share: Share): void {
    const shares = this.#shares.get(owner);
    if (shares) shares.push(share);
    else this.#shares.set(owner, [share]);
  }

  #hosts(mechanism: "a" | "mx", hosts: boolean | readonly string[] | undefined): string[] {
    if (hosts === undefined || hosts === false) return [];
    return hosts === true
      ? [mechanism]
      : hosts.map((host) => `${mechanism}:${spfHost(host, this.#spec.domain)}`);
  }
}
