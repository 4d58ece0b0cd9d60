/** The SPF terms of a domain that no preset has, as the keys of a spec: no sender may be lost by moving in. */
import type { Fields } from "../../spec/print.ts";

/** The keys under `spf:`; undefined if one of the terms has no key, so that the record has to stay as it is. */
export function spfFields(terms: readonly string[], domain: string): Fields | undefined {
  const lists = new Map<List, string[]>();
  const modifiers = new Map<Modifier, string>();
  for (const term of terms) {
    const [, name = "", separator = "", value = ""] = /^([a-z0-9]+)([:/=]?)(.*)/is.exec(term) ?? [];
    const modifier = MODIFIERS.find((one) => one === name.toLowerCase());
    const list = LISTS.find((one) => one === name.toLowerCase());
    if (modifier !== undefined && separator === "=" && !modifiers.has(modifier))
      modifiers.set(modifier, value);
    else if (list !== undefined && (separator === ":" || OWN_HOST.has(list)) && separator !== "=")
      lists.set(list, [...(lists.get(list) ?? []), hostOf(separator, value, domain)]);
    else return undefined;
  }
  return Object.fromEntries([
    ...LISTS.flatMap((list) => {
      const hosts = lists.get(list);
      return hosts === undefined ? [] : [[list, hosts.length === 1 && hosts[0] === OWN ? true : hosts]];
    }),
    ...modifiers,
  ]);
}

const LISTS = ["ip4", "ip6", "a", "mx", "include", "exists"] as const;
type List = (typeof LISTS)[number];

const MODIFIERS = ["redirect", "exp"] as const;
type Modifier = (typeof MODIFIERS)[number];

/** Mechanisms that may have no host, for the mail domain's own (RFC 7208 §5.3, §5.4). */
const OWN_HOST: ReadonlySet<List> = new Set(["a", "mx"]);
const OWN = "@";

function hostOf(separator: string, value: string, domain: string): string {
  if (separator === ":") return value;
  return separator === "/" ? `${domain}/${value}` : OWN;
}
