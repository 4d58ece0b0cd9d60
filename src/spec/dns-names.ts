/** The forms of what a spec or a stack config names at a DNS host. Commands that people paste contain them. */
import type { CloudId } from "./cloud-id.ts";

export interface NameForm {
  readonly pattern: RegExp;
  /** The form, as messages describe it. */
  readonly words: string;
}

/** The name of an account is mailzone's own: a key in the stack's config, and a part of resource names. */
export const ACCOUNT_NAME: NameForm = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
  words: "letters, digits, hyphens and underscores, at most 64",
};

/** Ids of zones, from the vendors' API references (ResourceId, Zone.id, DomainId), read 2026-11-29. */
export const ZONE_ID: Readonly<Record<CloudId, NameForm>> = {
  route53: { pattern: /^Z[A-Z0-9]{1,31}$/, words: "Z and then capital letters and digits" },
  cloudflare: { pattern: /^[0-9a-f]{32}$/i, words: "32 hexadecimal digits" },
  alidns: { pattern: /^[A-Za-z0-9-]{1,64}$/, words: "letters, digits and hyphens" },
};
