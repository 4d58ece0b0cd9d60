/** Joins all contributions to SPF into one record per name (RFC 7208 §3.2). */
import { composeSpf, type SpfAll } from "../mail/spf.ts";
import type { PresetUse, Spec } from "../spec/spec.ts";
import { type Name, targetName, withoutDot } from "../zone/name.ts";
import type { Origin, ZoneRecord } from "../zone/rrset.ts";
import { bareTerm, withoutRivals } from "./spf-terms.ts";

interface Share {
  readonly terms: readonly string[];
  readonly all: SpfAll | undefined;
  readonly origin: Origin;
}

const MILDEST_FIRST = ["neutral", "softfail", "fail"] as const satisfies readonly SpfAll[];

/** A preset's share of an SPF record. */
export interface PresetSpf {
  readonly terms: readonly string[];
  readonly all: SpfAll;
  /** In a migration, the terms that stand for `mx`, which would mean the other provider's hosts once the MX move. */
  readonly hosts?: readonly string[];
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
  /** What presets have for the mail domain, as `bareTerm` gives it. */
  readonly #offered = new Set<string>();

  constructor(spec: Spec) {
    this.#spec = spec;
    const { spf } = spec.input;
    if (spf === undefined) return;
    const terms = [
      ...(spf.ip4 ?? []).map((range) => `ip4:${range}`),
      ...(spf.ip6 ?? []).map((range) => `ip6:${range}`),
      ...this.#hosts("a", spf.a),
      ...this.#hosts("mx", spf.mx),
      ...this.#hosts("exists", spf.exists),
    ];
    this.#put(spec.domain, {
      terms,
      all: spf.all,
      origin: { place: spec.source.keyPlace(["spf"]), path: ["spf"] },
    });
  }

  add(owner: Name, { terms, all, hosts }: PresetSpf, role: PresetUse["role"], origin: Origin): void {
    const speaks = role === "mailbox" || role === "standby" || owner !== this.#spec.domain;
    const written = this.#wanted(owner, terms).flatMap((term) =>
      hosts !== undefined && owner === this.#spec.domain && bareTerm(term) === "mx" ? hosts : [term],
    );
    this.#put(owner, { terms: written, all: speaks ? all : undefined, origin });
  }

  /** Which items of `spf.without` name a term that no preset has. */
  unusedWithout(): readonly number[] {
    return (this.#spec.input.spf?.without ?? []).flatMap((term, i) =>
      this.#offered.has(bareTerm(term)) ? [] : [i],
    );
  }

  /** The presets' terms for the mail domain, whether they are left out or not. */
  offered(): readonly string[] {
    return [...this.#offered];
  }

  #wanted(owner: Name, terms: readonly string[]): readonly string[] {
    if (owner !== this.#spec.domain) return terms;
    for (const term of terms) this.#offered.add(bareTerm(term));
    const without = new Set(this.#spec.input.spf?.without?.map(bareTerm));
    return terms.filter((term) => !without.has(bareTerm(term)));
  }

  records(): ZoneRecord[] {
    return [...this.#shares].map(([name, shares]) => {
      const first = shares[0] as Share;
      const includes = name === this.#spec.domain ? (this.#spec.input.spf?.include ?? []) : [];
      const terms = [
        ...shares.flatMap((share) => share.terms),
        ...includes.map((host) => `include:${spfHost(host, this.#spec.domain)}`),
      ];
      const { redirect, exp } = (name === this.#spec.domain ? this.#spec.input.spf : undefined) ?? {};
      const all = this.#allOf(name, shares);
      const modifiers = [
        ...(redirect === undefined ? [] : [`redirect=${spfHost(redirect, this.#spec.domain)}`]),
        ...(exp === undefined ? [] : [`exp=${spfHost(exp, this.#spec.domain)}`]),
      ];
      return {
        name,
        ttl: this.#spec.ttl,
        data: {
          type: "TXT",
          text: composeSpf(withoutRivals(terms), redirect === undefined ? all : undefined, modifiers),
        },
        origin: first.origin,
      };
    });
  }

  /** While two providers hold or send the domain's mail, neither knows of the other: the milder one applies. */
  #allOf(name: Name, shares: readonly Share[]): SpfAll {
    const said = shares.flatMap(({ all }) => all ?? []);
    const isShared = name === this.#spec.domain && this.#spec.standby !== undefined;
    const own = this.#spec.input.spf?.all;
    if (isShared && own === undefined) return MILDEST_FIRST.find((all) => said.includes(all)) ?? "softfail";
    return said[0] ?? "softfail";
  }

  #put(owner: Name, share: Share): void {
    const shares = this.#shares.get(owner);
    if (shares) shares.push(share);
    else this.#shares.set(owner, [share]);
  }

  #hosts(mechanism: "a" | "mx" | "exists", hosts: boolean | readonly string[] | undefined): string[] {
    if (hosts === undefined || hosts === false) return [];
    return hosts === true
      ? [mechanism]
      : hosts.map((host) => `${mechanism}:${spfHost(host, this.#spec.domain)}`);
  }
}
