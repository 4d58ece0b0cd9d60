/** How a cloud signs a zone with DNSSEC, as Pulumi resources: what the stack has besides a zone that it creates, if a spec says `dnssec`. */
import type { Fact } from "./fact.ts";
import type { ResourceArgs } from "./resource.ts";

/** One resource of a signed zone. Its logical name is that of the zone. */
export interface SigningPart {
  /** Pulumi token. */
  readonly token: string;
  /** The argument that the zone's id goes into. */
  readonly zoneArgument: string;
  /** The other arguments that say what the part is; those of the key come from the stack's config. */
  readonly keyArguments: readonly string[];
  /** The arguments with which the zone is signed, and with which it is not. */
  readonly on: ResourceArgs;
  readonly off: ResourceArgs;
  /** What the next update does after one that was killed while it created the part, which may be there or not. */
  readonly again: string;
}

/** What the zone above has to know of a zone's key (RFC 4034 §5.1), and the key itself (§2.1). */
export interface Signer {
  readonly keyTag: number;
  readonly algorithm: number;
  readonly digestType: number;
  /** In capitals, as most registrars show it. */
  readonly digest: string;
  readonly flags: number;
  /** In base64. */
  readonly publicKey: string;
}

/** A key of the user's that a cloud signs with. */
export interface SigningKey extends Fact {
  /** Where it is: the key below the account in the stack's config. */
  readonly setting: string;
  readonly pattern: RegExp;
  /** What it must be, after "it is not". */
  readonly words: string;
  /** What a key must be besides its form; nothing here can see it. */
  readonly way: string;
  /** The key arguments of the part that has any. */
  args(key: string): ResourceArgs;
}

export interface ZoneSigning {
  /** In the order in which they are switched on; they are switched off the other way round. */
  readonly parts: readonly SigningPart[];
  /** Absent if the cloud has keys of its own. */
  readonly key?: SigningKey;
  /** The outputs that `signer` reads. */
  readonly signerOutputs: readonly string[];
  /** From the outputs of the part that has them; undefined for any other part, and for what is not known yet. */
  signer(outputs: ResourceArgs): Signer | undefined;
  /** Whether the outputs of a part say that the zone is signed. */
  isSigned(outputs: ResourceArgs): boolean;
}

/** Why the stack cannot sign zones at a cloud, and what to do instead. */
export interface NoSigning extends Fact {
  readonly reason: string;
  readonly way: string;
}
