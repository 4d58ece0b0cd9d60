import type { Place } from "../finding.ts";

export const NO_PLACE = "(no place)";

/** `file:line:column`, as far as they are known. */
export function printPlace(place: Place | undefined): string {
  if (place === undefined) return NO_PLACE;
  return [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
}
