/** Which domain's spec says what a name holds: the nearest at or above it. */
import type { Spec } from "../spec/spec.ts";
import { type Name, parentName } from "../zone/name.ts";

/** The mail domain that speaks for a name; undefined if no spec's domain covers it, so that any spec of its zone may. */
export type SpeakerOf = (name: Name) => Name | undefined;

export function speakersAmong(specs: Iterable<Spec>): SpeakerOf {
  const named = new Set<Name>();
  for (const { domain } of specs) named.add(domain);
  return (name) => {
    let at = name;
    while (at !== "." && !named.has(at)) at = parentName(at);
    return at === "." ? undefined : at;
  };
}
