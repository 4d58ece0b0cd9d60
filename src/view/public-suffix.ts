/** What the public suffix list says of a name. The list is loaded when a name asks for it that cannot do without. */
import { createRequire } from "node:module";
import { labels, type Name, withoutDot } from "../zone/name.ts";

type PublicSuffixList = Pick<typeof import("tldts"), "getPublicSuffix" | "getDomain" | "parse">;

let list: PublicSuffixList | undefined;

/** The ICANN part alone: owners of private suffixes, such as github.io, have mail of their own. */
function loadList(): PublicSuffixList {
  // `import` would make every check wait for a promise
  list ??= createRequire(import.meta.url)("tldts") as PublicSuffixList;
  return list;
}

/** Top-level domains that have no public suffix of two labels, and most of the world's mail domains. */
const FLAT: ReadonlySet<string> = new Set(["com", "net", "org", "info", "dev", "app", "example"]);

/** Whether others register their domains below the name, as they do below `com` and `co.uk`. */
export function isPublicSuffix(name: Name): boolean {
  const parts = labels(name);
  if (parts.length === 1) return true;
  if (FLAT.has(parts.at(-1) ?? "")) return false;
  const bare = withoutDot(name);
  return loadList().getPublicSuffix(bare) === bare;
}

/** Whether the name ends in a top-level domain that the list has. */
export function hasTopLevelDomain(name: Name): boolean {
  const last = labels(name).at(-1) ?? "";
  return FLAT.has(last) || loadList().parse(`a.${last}`).isIcann === true;
}

/**
 * The organizational domain: the one that was registered, with everything below it. RFC 9989 §4.10 finds it by asking
 * DNS; the list is how it was done before, and near enough without a network.
 */
export function organizationalDomain(name: Name): Name {
  const parts = labels(name);
  if (FLAT.has(parts.at(-1) ?? "")) return parts.length < 3 ? name : `${parts.slice(-2).join(".")}.`;
  const domain = loadList().getDomain(withoutDot(name));
  return domain === null ? name : `${domain}.`;
}
