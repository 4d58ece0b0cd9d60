/** A preset's own MX hosts as SPF terms. */
import type { Name } from "../zone/name.ts";
import { absolute, ownerName, withoutDot } from "../zone/name.ts";
import { picks } from "./fill.ts";
import type { Parameters } from "./parameters.ts";
import type { Preset } from "./preset.ts";
import { isChosen } from "./when.ts";

export interface OwnHosts {
  readonly terms: readonly string[];
  /** Parameters without which the hosts are unknown. */
  readonly lacks: readonly string[];
}

/**
 * What `mx` in the preset's SPF stands for, whatever the domain's MX are: the addresses that the preset gives its MX
 * hosts, or `a:HOST` for a host whose addresses are not its own.
 */
export function ownHosts(preset: Preset, parameters: Parameters, domain: Name): OwnHosts {
  const terms = new Set<string>();
  const lacks = new Set<string>();
  for (const record of preset.records) {
    if (record.type !== "MX" || record.name !== "@" || !isChosen(record, parameters.value)) continue;
    for (const pick of picks(record, parameters)) {
      const host = parameters.fill(record.exchange, pick);
      if (typeof host !== "string") {
        for (const parameter of host.lacks) lacks.add(parameter);
        continue;
      }
      if (host === ".") continue;
      const addresses = addressTerms(preset, parameters, domain, absolute(host));
      for (const term of addresses.length > 0 ? addresses : [`a:${withoutDot(absolute(host))}`])
        terms.add(term);
    }
  }
  return { terms: [...terms], lacks: [...lacks] };
}

function addressTerms(preset: Preset, parameters: Parameters, domain: Name, host: Name): string[] {
  return preset.records.flatMap((record) => {
    if (record.type !== "A" && record.type !== "AAAA") return [];
    const name = parameters.fill(record.name);
    const address = parameters.fill(record.address);
    if (typeof name !== "string" || typeof address !== "string" || ownerName(name, domain) !== host)
      return [];
    return [`${record.type === "A" ? "ip4" : "ip6"}:${address}`];
  });
}
