/** Parts of what the user wrote, as findings point to them. */
import type { Place, Span } from "../finding.ts";
import type { Path } from "../source/path.ts";
import type { Source } from "../source/source.ts";

/** Where a finding points: its first character, and the column after its last if both are on one line. */
export interface Spot {
  readonly place: Place;
  readonly endColumn?: number;
}

/** The spot of part of the text at a path; the place of the path if the value is not text. */
export function spotIn(source: Source, path: Path, { offset, length }: Span): Spot {
  const place = source.inside(path, offset);
  const end = source.inside(path, offset + length);
  const isRun = end.column !== undefined && end.line === place.line && end.column > (place.column ?? 0);
  return { place, ...(isRun ? { endColumn: end.column } : {}) };
}
