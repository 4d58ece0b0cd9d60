/** The mail domains of a run: the component of each, and its line in the stack's outputs. */
import type { Input } from "@pulumi/pulumi/output.js";
import type { PublishedPhase } from "../inventory/published-phase.ts";
import type { PublishedSts } from "../inventory/published-sts.ts";
import type { Loaded } from "../pipeline.ts";
import type { Zone } from "../plan/zone.ts";
import { counted } from "../words/text.ts";
import { toUnicode, withoutDot } from "../zone/name.ts";
import { countRecords } from "../zone/rrset.ts";
import { MailDomain } from "./mail-domain.ts";

interface Published {
  readonly records: number;
  /** `9 records on cloudflare`, one text per cloud. */
  readonly where: readonly string[];
}

export class MailDomains {
  readonly #components = new Map<string, MailDomain>();
  readonly #published: ReadonlyMap<string, Published>;
  readonly #protected: ReadonlySet<string>;

  constructor({ zones, domains }: Pick<Loaded, "zones" | "domains">) {
    this.#published = published(zones);
    const marked = domains.filter(({ spec }) => spec.input.protect === true);
    this.#protected = new Set(marked.map(({ spec }) => withoutDot(spec.domain)));
  }

  /** Whether a spec has the domain; names are without final dots throughout. */
  has(domain: string): boolean {
    return this.#published.has(domain);
  }

  /** The domain's component, registered on first use. */
  componentOf(domain: string): MailDomain {
    const known = this.#components.get(domain);
    if (known !== undefined) return known;
    const made = new MailDomain(domain, { protect: this.#protected.has(domain) });
    this.#components.set(domain, made);
    return made;
  }

  /** The domain's component, if it was registered. */
  registered(domain: string): MailDomain | undefined {
    return this.#components.get(domain);
  }

  /** Tells the engine that the records of every domain are registered, including domains without any. */
  complete(
    phases: ReadonlyMap<string, Input<PublishedPhase>>,
    policies: ReadonlyMap<string, Input<PublishedSts>>,
  ): void {
    for (const [domain, { records }] of this.#published) {
      const migration = phases.get(domain);
      const mtaSts = policies.get(domain);
      this.componentOf(domain).complete({
        records,
        ...(migration !== undefined && { migration }),
        ...(mtaSts !== undefined && { mtaSts }),
      });
    }
  }

  /** One line per domain, for the stack's outputs. */
  summaries(): Record<string, string> {
    return Object.fromEntries(
      [...this.#published].map(([name, { where }]) => {
        const readable = toUnicode(name);
        return [name, `${where.join(", ")}${readable === name ? "" : `: ${readable}`}`];
      }),
    );
  }
}

/** What each mail domain has, by its name without the final dot. */
function published(zones: readonly Zone[]): ReadonlyMap<string, Published> {
  const domains = new Map<string, Published>();
  for (const zone of zones) {
    const account = zone.account === undefined ? "" : ` (${zone.account})`;
    for (const { domain, rrsets } of zone.domains) {
      const name = withoutDot(domain.spec.domain);
      const before = domains.get(name) ?? { records: 0, where: [] };
      const records = countRecords(rrsets);
      const where = [...before.where, `${counted(records, "record")} on ${zone.cloud.id}${account}`];
      domains.set(name, { records: before.records + records, where });
    }
  }
  return domains;
}
