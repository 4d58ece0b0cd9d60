/** What the specs and the presets know of who sends: DKIM selectors, return-paths, addresses of SPF, hosts of vendors. */
import { isIPv4 } from "node:net";
import { networkOf } from "../../mail/network.ts";
import { snapshotLookup } from "../../mail/spf-snapshot.ts";
import { isSelector } from "../../mail/text-kind.ts";
import type { Zone } from "../../plan/zone.ts";
import type { CatalogueEntry } from "../../preset/catalogue.ts";
import type { Domain } from "../../preset/domain.ts";
import type { Services } from "../../preset/services.ts";
import { spfAt } from "../../view/text-records.ts";
import { absolute, labels, type Name, withoutDot } from "../../zone/name.ts";
import { organizationalDomain, registeredDomain } from "../../zone/public-suffix.ts";
import { recordsAt, type ZoneRecord } from "../../zone/rrset.ts";
import { AddressRanges } from "../address-ranges.ts";
import type { ManagedDomain } from "../managed-domains.ts";
import type { ReportRow } from "./aggregate-report.ts";
import { OWN, type Source } from "./source.ts";

/** Which of several services is meant by an address or a host that they share: one that the spec has, else the first. */
type Shared = readonly string[];

export class KnownSenders {
  /** Records by owner that say who signs or takes bounces; `own` for those that no preset has. */
  readonly #owners = new Map<Name, Source>();
  readonly #own = new Map<Name, AddressRanges<true>>();
  readonly #addresses = new AddressRanges<string>();
  readonly #hosts = new Map<Name, string[]>();

  constructor(zones: readonly Zone[], services: Services) {
    for (const zone of zones) {
      for (const { domain } of zone.domains) {
        for (const record of domain.records) this.#addOwner(record, domain.spec.domain);
      }
    }
    const lookUp = snapshotLookup();
    for (const entry of services.entries()) {
      for (const include of entry.includes ?? []) {
        if (!include.startsWith(".")) this.#addIncluded(absolute(include), entry.id, lookUp, new Set());
      }
      for (const host of hostsOf(entry)) {
        const known = this.#hosts.get(host);
        if (known === undefined) this.#hosts.set(host, [entry.id]);
        else if (!known.includes(entry.id)) known.push(entry.id);
      }
    }
  }

  /** Whether the specs have this DKIM selector. */
  hasSelector(selector: string, domain: Name): boolean {
    return this.#owners.has(`${selector}._domainkey.${domain}`);
  }

  /** Who sent the messages of a row: a signature or a return-path tells more than an address, which may be a forwarder's. */
  sourceOf(row: ReportRow, managed: ManagedDomain | undefined): Source {
    const own = managed && new Set(usedBy(managed.domain));
    const service = (ids: Shared): Source => ({
      kind: "service",
      name: ids.find((id) => own?.has(id)) ?? ids[0] ?? "",
    });
    const signed = row.dkimResults.filter(({ result }) => result === "pass");
    const passed = row.spfResults.filter(({ result }) => result === "pass");
    for (const { domain, selector } of signed) {
      const known = this.#owners.get(`${selector}._domainkey.${domain}`);
      if (known !== undefined) return known;
    }
    for (const { domain } of passed) {
      const known = this.#owners.get(domain);
      if (known !== undefined) return known;
    }
    if (managed !== undefined && this.#ownRanges(managed).find(row.address).length > 0) return OWN;
    const byAddress = this.#addresses.find(row.address);
    if (byAddress.length > 0) return service(byAddress);
    const foreign = [...signed, ...passed].map(({ domain }) => domain);
    for (const domain of foreign) {
      const known = this.#hosts.get(registeredDomain(domain));
      if (known !== undefined) return service(known);
    }
    const organization = organizationalDomain(row.from);
    const other = foreign.map(organizationalDomain).find((domain) => domain !== organization);
    return other === undefined
      ? { kind: "network", name: networkOfAddress(row.address) }
      : { kind: "domain", name: withoutDot(other) };
  }

  #addOwner({ name, data, origin }: ZoneRecord, domain: Name): void {
    const isKey = isSelector(name) && (data.type === "TXT" || data.type === "CNAME");
    // what a preset has below the mail domain, such as its host for bounces
    if (!isKey && (origin.preset === undefined || name === domain)) return;
    if (!this.#owners.has(name))
      this.#owners.set(name, origin.preset ? { kind: "service", name: origin.preset.id } : OWN);
  }

  #addIncluded(name: Name, id: string, lookUp: ReturnType<typeof snapshotLookup>, seen: Set<Name>): void {
    if (seen.has(name)) return;
    seen.add(name);
    const known = lookUp(name);
    if (known === undefined || !("terms" in known)) return;
    for (const term of known.terms) {
      const network = networkOf(term);
      if (network !== undefined) this.#addresses.add(network, id);
      const next = term.name === "include" || term.name === "redirect" ? term.domain : "%";
      if (!next.includes("%")) this.#addIncluded(absolute(next), id, lookUp, seen);
    }
  }

  /** The addresses that the domain's own SPF record names, or those of its hosts in the zone. */
  #ownRanges({ domain: { spec }, zone }: ManagedDomain): AddressRanges<true> {
    const known = this.#own.get(spec.domain);
    if (known !== undefined) return known;
    const ranges = new AddressRanges<true>();
    const addHost = (host: Name): void => {
      for (const type of ["A", "AAAA"] as const) {
        for (const { data } of recordsAt(zone.owners, host, type)) {
          if (!("address" in data)) continue;
          const network = networkOf({
            ...{
              name: type === "A" ? "ip4" : "ip6",
              address: data.address,
              qualifier: "+",
              offset: 0,
              length: 0,
            },
          } as const);
          if (network !== undefined) ranges.add(network, true);
        }
      }
    };
    for (const { spf } of spfAt(zone, spec.domain).slice(0, 1)) {
      for (const term of spf.terms) {
        const network = networkOf(term);
        if (network !== undefined) ranges.add(network, true);
        if (term.name !== "a" && term.name !== "mx") continue;
        const host = term.domain === undefined ? spec.domain : absolute(term.domain);
        if (term.name === "a") addHost(host);
        else
          for (const { data } of recordsAt(zone.owners, host, "MX"))
            if (data.type === "MX") addHost(data.exchange);
      }
    }
    this.#own.set(spec.domain, ranges);
    return ranges;
  }
}

/** The presets that a domain's spec names, by their ids and those of their variants. */
export function usedBy({ spec, presets }: Domain): readonly string[] {
  const uses = [spec.mailbox, spec.standby, spec.gateway, ...spec.senders].flatMap((use) => use?.id ?? []);
  return [...uses, ...presets.map(({ id }) => id)];
}

/** Whether the spec of the domain has who sends, so that its mail ought to pass. */
export const isExpected = ({ kind, name }: Source, managed: ManagedDomain | undefined): boolean =>
  kind === "own" || (kind === "service" && managed !== undefined && usedBy(managed.domain).includes(name));

/** The end of a pattern of DKIM targets that is the same for all customers: `sendgrid.net`; "" if there is none. */
function literalEnd(pattern: string): string {
  const parts = (pattern.endsWith("$") ? pattern.slice(0, -1) : pattern).split("\\.");
  const start = parts.findLastIndex((part) => !/^[a-z0-9-]+$/.test(part));
  return parts.slice(start + 1).join(".");
}

/** The domains of a vendor's own hosts, which its mail is signed as and returned to where a customer's is not set up. */
function hostsOf({ includes = [], mx = [], dkimTargets }: CatalogueEntry): ReadonlySet<Name> {
  const hosts = [...includes, ...mx, literalEnd(dkimTargets?.pattern ?? "")];
  return new Set(
    hosts
      .map((host) => host.replace(/^\./, ""))
      .filter((host) => labels(absolute(host)).length > 1)
      .map((host) => registeredDomain(absolute(host))),
  );
}

/** The network that is shown for an address: what one customer of a provider has, and no more. */
function networkOfAddress(address: string): string {
  if (isIPv4(address)) return `${address.split(".").slice(0, 3).join(".")}.0/24`;
  const [head = "", tail] = address.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const first = [...left, ...Array<string>(Math.max(0, zeros)).fill("0"), ...right].slice(0, 3);
  while (first.at(-1) === "0") first.pop();
  return `${first.join(":")}::/48`;
}
