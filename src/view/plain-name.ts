/** The common cases of names, settled by one look. */
import type { Name } from "../zone/name.ts";

const PLAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}\.$/;

/**
 * Whether a name is right in every way: a host name (RFC 1123 §2.1) of two labels or more, in length too, with a top
 * label of letters. Those that are not may still be right, and want a closer look.
 */
export function isPlainHost(name: Name): boolean {
  return PLAIN.test(name) && name.length <= 254;
}

const PLAIN_OWNER = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+$/;

/** Whether a name may own records of any type that takes underscores; those that are not may still. */
export function isPlainOwner(name: Name): boolean {
  return PLAIN_OWNER.test(name) && name.length <= 254;
}
