/** What a stack owns: the resources in its state. */

/** One resource of the state. */
export interface OwnedResource {
  readonly urn: string;
  /** The logical name. */
  readonly name: string;
  /** The Pulumi token. */
  readonly type: string;
  /** As the provider answered last, the record's `id` among them. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface Owned {
  /** The records, in the state's order. */
  readonly records: readonly OwnedResource[];
  /** The zones that the stack has made. */
  readonly zones: readonly OwnedResource[];
  /** What each owner anchor holds, by logical name. */
  readonly anchors: ReadonlyMap<string, string>;
}
