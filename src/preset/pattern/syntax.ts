/**
 * Regular expressions as trees, for `linear-time.ts`: the part of JavaScript's grammar that presets need. Texts are those that
 * the language itself accepts with the flag u, so that nothing here has to look for mistakes.
 */
import { LINE_ENDS, NAMED, othersThan, type SymbolSet, setOf } from "./symbols.ts";

export type Node =
  | { readonly kind: "set"; readonly set: SymbolSet }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly Node[] }
  | { readonly kind: "repeat"; readonly body: Node; readonly least: number; readonly most: number }
  | { readonly kind: "ahead"; readonly body: Node };

/** Something that these trees cannot hold. */
export class Unsupported extends Error {}

const EMPTY: Node = { kind: "sequence", parts: [] };

/** `i` or nothing: how the expression compares letters. @throws Unsupported */
export function parsePattern(pattern: string, flag: "" | "i"): Node {
  const characters = [...pattern];
  let at = 0;
  const next = (): string => characters[at++] ?? "";
  const takes = (text: string): boolean => {
    if (characters.slice(at, at + text.length).join("") !== text) return false;
    at += text.length;
    return true;
  };
  const set = (one: Parameters<typeof setOf>[0], isNegated: "" | "^" = ""): Node => ({
    kind: "set",
    set: setOf(one, flag, isNegated),
  });

  function choice(): Node {
    const parts = [sequence()];
    while (takes("|")) parts.push(sequence());
    return parts.length === 1 ? (parts[0] as Node) : { kind: "choice", parts };
  }

  function sequence(): Node {
    const parts: Node[] = [];
    while (at < characters.length && characters[at] !== "|" && characters[at] !== ")")
      parts.push(repeated(atom()));
    return { kind: "sequence", parts };
  }

  function atom(): Node {
    const first = next();
    switch (first) {
      case "(":
        return group();
      case "[":
        return bracket();
      case "\\":
        return backslash();
      case ".":
        return { kind: "set", set: othersThan(LINE_ENDS) };
      // where a match may begin or end takes no character, and to ignore it only adds ways
      case "^":
      case "$":
        return EMPTY;
      default:
        return set([[first, first]]);
    }
  }

  function group(): Node {
    if (takes("?<=") || takes("?<!")) throw new Unsupported("a look-behind");
    const isAhead = takes("?=") || takes("?!");
    if (!isAhead && !takes("?:") && takes("?<")) while (next() !== ">");
    if (!isAhead && takes("?")) throw new Unsupported("flags inside a group");
    const body = choice();
    at++;
    return isAhead ? { kind: "ahead", body } : body;
  }

  function backslash(): Node {
    const letter = next();
    const named = NAMED.get(letter);
    if (named !== undefined) return { kind: "set", set: setOf([named], flag, "") };
    if (letter === "b" || letter === "B") return EMPTY;
    const character = escaped(letter);
    return set([[character, character]]);
  }

  /** A character that is written with a backslash. */
  function escaped(letter: string): string {
    if (/[1-9k]/.test(letter)) throw new Unsupported("a back-reference");
    if (/[pPcxu0]/.test(letter)) throw new Unsupported(`\\${letter}`);
    return { t: "\t", n: "\n", r: "\r", f: "\f", v: "\v" }[letter] ?? letter;
  }

  function bracket(): Node {
    const isNegated = takes("^") ? "^" : "";
    const members: Parameters<typeof setOf>[0][number][] = [];
    while (!takes("]")) {
      const from = member();
      if (typeof from !== "string") members.push(from);
      else if (characters[at] === "-" && characters[at + 1] !== "]") {
        at++;
        members.push([from, member() as string]);
      } else members.push([from, from]);
    }
    return set(members, isNegated);
  }

  function member(): string | SymbolSet {
    const first = next();
    if (first !== "\\") return first;
    const letter = next();
    return NAMED.get(letter) ?? (letter === "b" ? "\b" : escaped(letter));
  }

  function repeated(body: Node): Node {
    const times = takes("*")
      ? [0, Number.POSITIVE_INFINITY]
      : takes("+")
        ? [1, Number.POSITIVE_INFINITY]
        : takes("?")
          ? [0, 1]
          : braces();
    if (times === undefined) return body;
    // a lazy repetition goes the same ways in another order
    takes("?");
    const [least = 0, most = 0] = times;
    return { kind: "repeat", body, least, most };
  }

  function braces(): readonly number[] | undefined {
    if (!takes("{")) return undefined;
    const end = characters.indexOf("}", at);
    const [least = "", most = least] = characters.slice(at, end).join("").split(",");
    at = end + 1;
    return [Number(least), most === "" ? Number.POSITIVE_INFINITY : Number(most)];
  }

  return choice();
}
