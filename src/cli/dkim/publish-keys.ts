/** Makes pairs of keys: the public halves go into specs, the private ones to where they are kept. */
import { cloudOf } from "../../cloud/clouds.ts";
import { composeDkim } from "../../mail/dkim.ts";
import { type KeyAlgorithm, newKeyPair } from "../../mail/dkim-pair.ts";
import { isoTime } from "../../mail/dkim-state.ts";
import type { Spec } from "../../spec/spec.ts";
import { textLength } from "../../zone/txt.ts";
import { CannotRun } from "../print.ts";
import { KeyEdits } from "./key-edits.ts";
import type { Keep, Kept } from "./private-key.ts";

/** A key that is to be made. */
export interface WantedKey {
  readonly spec: Spec;
  readonly selector: string;
  readonly algorithm: KeyAlgorithm;
}

export interface PublishedKey extends WantedKey {
  readonly kept: Kept;
}

interface Publishing {
  readonly keep: Keep;
  readonly now: Date;
  /** Other changes of the same run, which are written with these. */
  readonly edits: KeyEdits;
}

/**
 * Makes the pairs and writes the specs. A private key is kept before a spec has the public one, and is taken back if a spec cannot be written.
 * @throws CannotRun
 */
export async function publishKeys(
  wanted: readonly WantedKey[],
  { keep, now, edits }: Publishing,
): Promise<readonly PublishedKey[]> {
  const made = await Promise.all(wanted.map(async (one) => ({ one, pair: await newKeyPair(one.algorithm) })));
  for (const { one, pair } of made) {
    const { selector } = one;
    refuseTooLong(one, pair.publicKey);
    edits.add(one.spec, { selector, state: "next", since: isoTime(now), key: pair.publicKey });
  }
  const planned = edits.planned();
  const published: PublishedKey[] = [];
  try {
    for (const { one, pair } of made)
      published.push({ ...one, kept: await keep(one.spec, one.selector, pair.privateKey) });
    KeyEdits.write(planned);
  } catch (error) {
    for (const { kept } of published) await kept.undo();
    throw error;
  }
  return published;
}

/** @throws CannotRun for a key whose record a cloud of the domain would reject */
function refuseTooLong({ spec, algorithm }: WantedKey, publicKey: string): void {
  const length = textLength(composeDkim(publicKey));
  const cloud = spec.clouds
    .map((use) => cloudOf(use.cloud))
    .find(({ limits }) => limits.txtOctets.max < length);
  if (cloud === undefined) return;
  throw new CannotRun(
    `${cloud.title} accepts texts of at most ${cloud.limits.txtOctets.max} octets, and a key of ${algorithm} takes ${length}: use a shorter one, such as rsa2048; nothing was changed`,
  );
}
