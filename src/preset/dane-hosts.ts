/** The mail hosts that a spec has under `dane`, with the record of each of their certificates. */
import type { Place } from "../finding.ts";
import type { TlsaFields } from "../mail/tlsa.ts";
import type { Path } from "../source/path.ts";
import type { Name } from "../zone/name.ts";

export interface DaneCertificate {
  /** The record. */
  readonly data: TlsaFields;
  /** Its file, as findings show it; absent for a digest in the spec. */
  readonly file?: string;
  /** A day or a time in UTC, ISO 8601. */
  readonly since?: string;
  /** The item of the spec. */
  readonly path: Path;
  readonly place: Place;
}

export interface DaneHost {
  readonly host: Name;
  /** In the order of the spec, without those that cannot be used, and each record once. */
  readonly certificates: readonly DaneCertificate[];
  /** Every file that the spec names for it, as findings show it. */
  readonly files: readonly string[];
}

/** Where senders look for the records (RFC 7672 §2.2.3). */
export const daneOwner = (host: Name): Name => `_25._tcp.${host}`;
