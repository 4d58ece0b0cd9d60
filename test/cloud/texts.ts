/** The texts with which the properties of every cloud are tried. */
import fc from "fast-check";
import type { Cloud } from "../../src/cloud/cloud.ts";
import { octetsText } from "../../src/zone/txt.ts";

/** Any TXT for a cloud that takes all octets; any UTF-8 for one whose limits refuse other octets. */
export function textsFor({ limits }: Cloud): fc.Arbitrary<string> {
  const refusesOctets = (limits.refusedTexts ?? []).some(({ pattern }) =>
    pattern.test(octetsText(Uint8Array.of(0x80))),
  );
  return refusesOctets
    ? fc.string({ maxLength: 120, unit: "binary" })
    : fc.uint8Array({ maxLength: 700 }).map(octetsText);
}
