/** The common cases of names, recognized at a glance. */
import type { Name } from "../zone/name.ts";

const PLAIN = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}\.$/;
const LONG_LABEL = /[^.]{64}/;

/** Whether a name and its labels are short enough (RFC 1035 §2.3.4). */
const isShort = (name: Name): boolean => name.length <= 64 || (name.length <= 254 && !LONG_LABEL.test(name));

/**
 * Whether a name is certainly valid: a host name (RFC 1123 §2.1) of two labels or more and of valid length, with a top
 * label of letters. Other names may still be valid, and need a closer look.
 */
export function isPlainHost(name: Name): boolean {
  return isShort(name) && PLAIN.test(name);
}

const PLAIN_OWNER = /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)+$/;

/** Whether a name may certainly own records of any type that allows underscores; other names still may. */
export function isPlainOwner(name: Name): boolean {
  return isShort(name) && PLAIN_OWNER.test(name);
}
