/** What the public suffix list says about a name. The list is loaded at the first name that needs it. */
import { createRequire } from "node:module";
import { labels, type Name, withoutDot } from "../zone/name.ts";

type PublicSuffixList = Pick<typeof import("tldts"), "getPublicSuffix" | "getDomain" | "parse">;

let list: PublicSuffixList | undefined;

/** Only the ICANN part: owners of private suffixes, such as github.io, have mail of their own. */
function loadList(): PublicSuffixList {
  // `import` would make every check wait for a promise
  list ??= createRequire(import.meta.url)("tldts") as PublicSuffixList;
  return list;
}

/** Top-level domains without a public suffix of two labels; most of the world's mail domains are in them. */
const FLAT: ReadonlySet<string> = new Set(["com", "net", "org", "info", "dev", "app", "example"]);

/** Whether others register their domains below the name, as below `com` and `co.uk`. */
export function isPublicSuffix(name: Name): boolean {
  const parts = labels(name);
  if (parts.length === 1) return true;
  if (FLAT.has(parts.at(-1) ?? "")) return false;
  const bare = withoutDot(name);
  return loadList().getPublicSuffix(bare) === bare;
}

/** Whether the name ends in a top-level domain of the list. */
export function hasTopLevelDomain(name: Name): boolean {
  const last = labels(name).at(-1) ?? "";
  return FLAT.has(last) || loadList().parse(`a.${last}`).isIcann === true;
}

/**
 * The organizational domain: the registered domain that the name belongs to. RFC 9989 §4.10 finds it by DNS queries;
 * the list, which was used before, is close enough without a network.
 */
export function organizationalDomain(name: Name): Name {
  const parts = labels(name);
  if (FLAT.has(parts.at(-1) ?? "")) return parts.length < 3 ? name : `${parts.slice(-2).join(".")}.`;
  const domain = loadList().getDomain(withoutDot(name));
  return domain === null ? name : `${domain}.`;
}
