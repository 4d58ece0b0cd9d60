/**
 * Whether a regular expression takes linear time for every text. Presets of one's own come in through pull requests, and a
 * backtracking engine, such as JavaScript's, may try exponentially many ways to match a text.
 *
 * A way is a path through the expression's positions (Glushkov's automaton); the engine tries no other. So this counts, for all
 * texts at once, how many paths lead to each position: the states of the search are these counts. If no text has more than
 * `MOST_WAYS`, the engine looks at no character more often than that. Where the counts or the states become too many the
 * expression is refused, even if it is not slow: what is accepted is fast, what is refused can be written in a simpler way.
 */
import { ANY, SYMBOLS, type SymbolSet } from "./symbols.ts";
import { type Node, parsePattern, Unsupported } from "./syntax.ts";

const MOST_WAYS = 64;
const MOST_STATES = 2000;
/** Repetitions with a count have a position for each. */
const MOST_POSITIONS = 1000;

/** Why an expression may be slow, as the end of a sentence; undefined if it takes linear time, compared with case or without. */
export function slowness(pattern: string, place: "whole" | "anywhere"): string | undefined {
  try {
    const isLinear = (["", "i"] as const).every((flag) => {
      const node = parsePattern(pattern, flag);
      return isFast(place === "whole" ? node : { kind: "sequence", parts: [ANYTHING, node] });
    });
    return isLinear ? undefined : "it can match the same text in too many ways";
  } catch (error) {
    if (error instanceof Unsupported) return `it has ${error.message}`;
    throw error;
  }
}

/** What comes before a match that may begin anywhere. */
const ANYTHING: Node = {
  kind: "repeat",
  body: { kind: "set", set: ANY },
  least: 0,
  most: Number.POSITIVE_INFINITY,
};

function isFast(node: Node): boolean {
  const automaton = new Automaton();
  const whole = automaton.build(node);
  return !automaton.isTooLarge && automaton.isFew(whole.first) && automaton.aheads.every(isShort);
}

/** A look-ahead is tried at many places, so its length is limited. */
const isShort = (node: Node): boolean => isBounded(node) && isFast(node);

function isBounded(node: Node): boolean {
  switch (node.kind) {
    case "set":
      return true;
    case "repeat":
      return node.most !== Number.POSITIVE_INFINITY && isBounded(node.body);
    case "ahead":
      return isBounded(node.body);
    default:
      return node.parts.every(isBounded);
  }
}

function takesCharacters(node: Node): boolean {
  switch (node.kind) {
    case "set":
      return true;
    case "ahead":
      return false;
    case "repeat":
      return takesCharacters(node.body);
    default:
      return node.parts.some(takesCharacters);
  }
}

/** In how many ways each position is reached. */
type Ways = ReadonlyMap<number, number>;

interface Fragment {
  readonly first: Ways;
  readonly last: Ways;
  /** In how many ways it matches no character. */
  readonly empty: number;
}

const NOTHING: Fragment = { first: new Map(), last: new Map(), empty: 1 };

/** More than this many ways are too many, however many they are. */
const capped = (ways: number): number => Math.min(ways, MOST_WAYS + 1);

function plus(a: Ways, b: Ways, times = 1): Ways {
  if (times === 0 || b.size === 0) return a;
  const sum = new Map(a);
  for (const [position, ways] of b) sum.set(position, capped((sum.get(position) ?? 0) + ways * times));
  return sum;
}

class Automaton {
  readonly #sets: SymbolSet[] = [];
  readonly #follow: Map<number, number>[] = [];
  readonly aheads: Node[] = [];

  get isTooLarge(): boolean {
    return this.#sets.length > MOST_POSITIONS;
  }

  build(node: Node): Fragment {
    if (this.isTooLarge) return NOTHING;
    switch (node.kind) {
      case "set": {
        const position = this.#sets.push(node.set) - 1;
        this.#follow.push(new Map());
        const here = new Map([[position, 1]]);
        return { first: here, last: here, empty: 0 };
      }
      case "ahead":
        this.aheads.push(node.body);
        return NOTHING;
      case "sequence":
        return node.parts.reduce<Fragment>((before, part) => this.#then(before, this.build(part)), NOTHING);
      case "choice":
        return node.parts.map((part) => this.build(part)).reduce(either);
      case "repeat":
        return this.#repeat(node.body, node.least, node.most);
    }
  }

  #then(a: Fragment, b: Fragment): Fragment {
    this.#lead(a.last, b.first);
    return {
      first: plus(a.first, b.first, a.empty),
      last: plus(b.last, a.last, b.empty),
      empty: capped(a.empty * b.empty),
    };
  }

  #lead(from: Ways, to: Ways): void {
    for (const [position, ways] of from) {
      const follow = this.#follow[position] as Map<number, number>;
      for (const [next, more] of to) follow.set(next, capped((follow.get(next) ?? 0) + ways * more));
    }
  }

  #repeat(body: Node, least: number, most: number): Fragment {
    // what matches no character has no position, however often it is repeated
    if (!takesCharacters(body)) return this.build(body);
    let whole = NOTHING;
    if (most === Number.POSITIVE_INFINITY) {
      const again = this.build(body);
      this.#lead(again.last, again.first);
      whole = least === 0 ? either(again, NOTHING) : again;
    } else {
      // what is optional lies in what is optional: (a(a)?)?
      for (let i = least; i < most && !this.isTooLarge; i++)
        whole = either(this.#then(this.build(body), whole), NOTHING);
    }
    const fixed = most === Number.POSITIVE_INFINITY ? least - 1 : least;
    for (let i = 0; i < fixed && !this.isTooLarge; i++) whole = this.#then(this.build(body), whole);
    return whole;
  }

  /** Whether no text has more than `MOST_WAYS` ways, as far as it can be read. */
  isFew(first: Ways): boolean {
    const kinds = this.#kinds();
    const seen = new Set<string>();
    const open: Ways[] = [];
    const reach = (ways: Ways): boolean => {
      if (ways.size === 0) return true;
      let sum = 0;
      for (const some of ways.values()) sum += some;
      if (sum > MOST_WAYS) return false;
      const key = [...ways].sort(([a], [b]) => a - b).join(" ");
      if (seen.has(key)) return true;
      if (seen.size >= MOST_STATES) return false;
      seen.add(key);
      open.push(ways);
      return true;
    };
    const steps = (possible: Ways): boolean => kinds.every((kind) => reach(this.#among(possible, kind)));
    if (!steps(first)) return false;
    for (let ways = open.pop(); ways !== undefined; ways = open.pop()) {
      let possible: Ways = new Map();
      for (const [position, some] of ways) possible = plus(possible, this.#follow[position] as Ways, some);
      if (!steps(possible)) return false;
    }
    return true;
  }

  #among(ways: Ways, symbol: number): Ways {
    return new Map([...ways].filter(([position]) => this.#sets[position]?.has(symbol)));
  }

  /** One symbol of each kind: those that are in the same sets lead to the same positions. */
  #kinds(): readonly number[] {
    const distinct = new Map(this.#sets.map((set) => [[...set].sort((a, b) => a - b).join(), set]));
    const sets = [...distinct.values()];
    const kinds = new Map(SYMBOLS.map((one) => [sets.map((set) => (set.has(one) ? 1 : 0)).join(""), one]));
    return [...kinds.values()];
  }
}

const either = (a: Fragment, b: Fragment): Fragment => ({
  first: plus(a.first, b.first),
  last: plus(a.last, b.last),
  empty: capped(a.empty + b.empty),
});
