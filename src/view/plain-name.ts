/** The common cases of names, recognized at a glance. */
import type { Name } from "../zone/name.ts";

const PLAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}\.$/;

/**
 * Whether a name is certainly valid: a host name (RFC 1123 §2.1) of two labels or more and of valid length, with a top
 * label of letters. Other names may still be valid, and need a closer look.
 */
export function isPlainHost(name: Name): boolean {
  return PLAIN.test(name) && name.length <= 254;
}

const PLAIN_OWNER = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+$/;

/** Whether a name may certainly own records of any type that allows underscores; other names still may. */
export function isPlainOwner(name: Name): boolean {
  return PLAIN_OWNER.test(name) && name.length <= 254;
}
