/** What of a source with faults matches its schema, so that the rest can be judged in the same run. */
import type { z } from "zod";
import type { Path } from "../source/path.ts";
import type { Source } from "../source/source.ts";
import { faultsIn } from "./validate.ts";

export interface UsablePart<T> {
  readonly value: T;
  /** Its paths are those of `value`, its places those in the file. */
  readonly source: Source;
  /** What was left out, by its path in the whole. */
  readonly lacks: readonly Path[];
}

/** Leaving out a fault may make what is around it one: as often as maps and lists are in each other in a spec. */
const MOST_ROUNDS = 8;

/** A file with more is hardly a spec, and what is right in it can wait. */
const MOST_FAULTS = 1000;

/** Undefined if nothing is left. */
export function usablePart<S extends z.ZodType>(
  schema: S,
  source: Source,
): UsablePart<z.output<S>> | undefined {
  const cut: Cut = { below: new Map(), isOut: false };
  const lacks: Path[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const value = withoutCut(source.value, cut);
    const { value: usable, faults = [] } = faultsIn(schema, value);
    if (usable !== undefined) return { value: usable, source: partOf(source, value, cut), lacks };
    if (faults.length > MOST_FAULTS) return undefined;
    for (const fault of faults) {
      const out = existing(value, fault);
      if (out.length === 0) return undefined;
      const path = pathInWhole(out, cut);
      lacks.push(path);
      leaveOut(path, cut);
    }
  }
  return undefined;
}

/** Which parts of a value are left out. */
interface Cut {
  readonly below: Map<string | number, Cut>;
  isOut: boolean;
  /** Of a list from which some were left out: where each of the others was. */
  kept?: readonly number[];
}

function leaveOut(path: Path, cut: Cut): void {
  let at = cut;
  for (const step of path) {
    const next = at.below.get(step) ?? { below: new Map(), isOut: false };
    at.below.set(step, next);
    at = next;
  }
  at.isOut = true;
}

function withoutCut(value: unknown, cut: Cut | undefined): unknown {
  if (cut === undefined || typeof value !== "object" || value === null) return value;
  const isKept = ([step]: readonly [string | number, unknown]): boolean =>
    cut.below.get(step)?.isOut !== true;
  if (Array.isArray(value)) {
    const kept = [...value.entries()].filter(isKept);
    cut.kept = kept.map(([index]) => index);
    return kept.map(([index, item]) => withoutCut(item, cut.below.get(index)));
  }
  const entries = Object.entries(value).filter(isKept);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutCut(item, cut.below.get(key))]));
}

/** The path, or as much of it as leads to something. */
function existing(value: unknown, path: Path): Path {
  let at = value;
  for (const [i, step] of path.entries()) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return path.slice(0, i);
    at = Reflect.get(at, step);
  }
  return path;
}

function pathInWhole(path: Path, cut: Cut): Path {
  let at: Cut | undefined = cut;
  return path.map((step) => {
    const whole: string | number = typeof step === "number" ? (at?.kept?.[step] ?? step) : step;
    at = at?.below.get(whole);
    return whole;
  });
}

function partOf(source: Source, value: unknown, cut: Cut): Source {
  const whole = (path: Path): Path => pathInWhole(path, cut);
  return {
    file: source.file,
    value,
    place: (path) => source.place(whole(path)),
    keyPlace: (path) => source.keyPlace(whole(path)),
    inside: (path, offset) => source.inside(whole(path), offset),
    typed: (path) => source.typed(whole(path)),
  };
}
