/** How a spec combines with its defaults: maps merge and the nearest wins; lists are replaced, but for some that append. */
import type { Place } from "../finding.ts";
import { isMap } from "../source/map.ts";
import type { Path } from "../source/path.ts";
import type { Source } from "../source/source.ts";

/** Lists that are appended to those of the defaults above instead of replacing them. */
const APPENDED: ReadonlySet<string> = new Set(["records", "senders", "waive"]);

/** Maps that are replaced as a whole, by their paths: a preset's parameters make no sense under another preset. */
const WHOLE: ReadonlySet<string> = new Set(["mailbox", "gateway", "migrate from"]);

/** How much of a path is one value: up to a map that is replaced as a whole. */
function wholePart(path: Path): Path {
  const end = path.findIndex((_, i) => WHOLE.has(path.slice(0, i + 1).join(" ")));
  return end < 0 ? path : path.slice(0, end + 1);
}

/**
 * A spec laid over the defaults above it (farthest first), read as one source.
 * Places lead to the file in which a value was written.
 */
export function layer(above: readonly Source[], nearest: Source): Source {
  if (above.length === 0) return nearest;
  const sources = [...above, nearest];
  const nearestFirst = [...sources].reverse();
  const written = (path: Path): { source: Source; path: Path } => {
    const [key, index, ...rest] = path;
    if (typeof key === "string" && APPENDED.has(key) && typeof index === "number") {
      let before = 0;
      for (const source of sources) {
        const count = listAt(source.value, key).length;
        if (index < before + count) return { source, path: [key, index - before, ...rest] };
        before += count;
      }
    }
    const source = nearestFirst.find((candidate) => has(candidate.value, wholePart(path)));
    if (source) return { source, path };
    return path.length === 0 ? { source: nearest, path } : written(path.slice(0, -1));
  };
  const via =
    <T>(ask: (source: Source, path: Path) => T) =>
    (path: Path): T => {
      const at = written(path);
      return ask(at.source, at.path);
    };
  return {
    file: nearest.file,
    value: sources.map((source) => source.value).reduce((far, near) => merge(far, near, [])),
    place: via<Place>((source, path) => source.place(path)),
    keyPlace: via<Place>((source, path) => source.keyPlace(path)),
    inside: (path, offset) => {
      const at = written(path);
      return at.source.inside(at.path, offset);
    },
    typed: via<string | undefined>((source, path) => source.typed(path)),
  };
}

function listAt(value: unknown, key: string): readonly unknown[] {
  const list = isMap(value) ? value[key] : undefined;
  return Array.isArray(list) ? list : [];
}

function has(value: unknown, path: Path): boolean {
  let at = value;
  for (const step of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return false;
    at = Reflect.get(at, step);
  }
  return true;
}

function merge(far: unknown, near: unknown, path: readonly string[]): unknown {
  if (near === undefined) return far;
  const at = path.join(" ");
  if (Array.isArray(far) && Array.isArray(near) && APPENDED.has(at)) return [...far, ...near];
  if (!isMap(far) || !isMap(near) || WHOLE.has(at)) return near;
  // not by assignment: a key `__proto__` would become the prototype instead of an unknown key
  return Object.fromEntries([
    ...Object.entries(far),
    ...Object.entries(near).map(([name, value]) => {
      const above = Object.hasOwn(far, name) ? far[name] : undefined;
      return [name, merge(above, value, [...path, name])] as const;
    }),
  ]);
}
