/** What the public suffix list says about a name. The list is loaded at the first name that needs it. */
import { createRequire } from "node:module";
import { labels, type Name, withoutDot } from "./name.ts";

type PublicSuffixList = Pick<typeof import("tldts"), "getPublicSuffix" | "getDomain" | "parse">;

let list: PublicSuffixList | undefined;

function loadList(): PublicSuffixList {
  // `import` would make every check wait for a promise
  list ??= createRequire(import.meta.url)("tldts") as PublicSuffixList;
  return list;
}

/** Top-level domains without a public suffix of two labels; most of the world's mail domains are in them. */
const FLAT: ReadonlySet<string> = new Set(["com", "net", "org", "info", "dev", "app", "example"]);

/** With the suffixes of companies, such as `uk.com` and `github.io`, below which their customers are. */
const WITH_PRIVATE = { allowPrivateDomains: true } as const;

/**
 * Whether others register their domains below the name, as below `com` and `co.uk`. Only the ICANN part counts: owners of
 * private suffixes, such as github.io, have mail of their own.
 */
export function isPublicSuffix(name: Name): boolean {
  const parts = labels(name);
  if (parts.length === 1) return true;
  if (FLAT.has(parts.at(-1) ?? "")) return false;
  const bare = withoutDot(name);
  return loadList().getPublicSuffix(bare) === bare;
}

/** Whether the names below it belong to different organizations: a public suffix, or a private one. */
export function isSuffix(name: Name): boolean {
  if (labels(name).length === 1) return true;
  const bare = withoutDot(name);
  return loadList().getPublicSuffix(bare, WITH_PRIVATE) === bare;
}

/** Whether the name ends in a top-level domain of the list. */
export function hasTopLevelDomain(name: Name): boolean {
  const last = labels(name).at(-1) ?? "";
  return FLAT.has(last) || loadList().parse(`a.${last}`).isIcann === true;
}

/** The domain at or above the name that somebody registered; the name itself if it is a public suffix. Private suffixes do not count. */
export function registeredDomain(name: Name): Name {
  const domain = loadList().getDomain(withoutDot(name));
  return domain === null ? name : `${domain}.`;
}

/**
 * The organizational domain as readers of RFC 7489 find it (§3.2): the name one label below the longest suffix of the
 * list, private ones included; a suffix itself is its own. `organizationByWalk` finds that of RFC 9989.
 */
export function organizationalDomain(name: Name): Name {
  const parts = labels(name);
  // registered there, or a private suffix
  if (parts.length < 3 && FLAT.has(parts.at(-1) ?? "")) return name;
  const domain = loadList().getDomain(withoutDot(name), WITH_PRIVATE);
  return domain === null ? name : `${domain}.`;
}
