/** What whoever publishes must be allowed to do at a cloud, and no more. */
import type { Name } from "../zone/name.ts";

/** A zone that is published. */
export interface PublishedZone {
  readonly name: Name;
  /** Its id at the cloud, if a spec or the stack's config has it; otherwise it is looked up by name. */
  readonly id?: string;
  /** Whether the stack creates it. */
  readonly isCreated: boolean;
  /** Whether the stack signs it. */
  readonly isSigned: boolean;
  /** Whether the cloud serves a text at a name in it. */
  readonly hasWorker: boolean;
}

export interface Permissions {
  /** A policy document as the cloud takes it, or the description of a token where the cloud has no policy documents. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Where the document goes, and what to know about it. */
  readonly notes: readonly string[];
}
