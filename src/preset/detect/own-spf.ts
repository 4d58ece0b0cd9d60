/** The SPF terms of a domain that no preset has, as the keys of a spec: no sender may be lost by moving in. */
import type { Fields } from "../../spec/print.ts";

/** The keys under `spf:`; undefined if one of the terms has no key, so that the record has to stay as it is. */
export function spfFields(terms: readonly string[], domain: string): Fields | undefined {
  const lists = new Map<Key, string[]>();
  for (const term of terms) {
    const [, name = "", separator = "", value = ""] = /^([a-z0-9]+)([:/]?)(.*)/is.exec(term) ?? [];
    const key = KEYS.find((one) => one === name.toLowerCase());
    if (key === undefined || term.includes("=")) return undefined;
    const host = separator === "/" ? `${domain}/${value}` : value || OWN;
    if ((host === OWN) !== (separator !== ":") && separator !== "/") return undefined;
    lists.set(key, [...(lists.get(key) ?? []), host]);
  }
  return Object.fromEntries(
    KEYS.flatMap((key) => {
      const hosts = lists.get(key);
      if (hosts === undefined) return [];
      return [[key, hosts.length === 1 && hosts[0] === OWN ? true : hosts]];
    }),
  );
}

const KEYS = ["ip4", "ip6", "a", "mx", "exists", "include"] as const;
type Key = (typeof KEYS)[number];

/** The mail domain itself, for `a` and `mx` without a host. */
const OWN = "@";
