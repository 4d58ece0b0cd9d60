/** Macro strings and domain-specs of SPF (RFC 7208 §7.1, §12). */
import type { Problem } from "./problem.ts";

/** What a problem is about: a macro, or the domain name around it. */
export interface MacroProblem extends Problem {
  readonly kind: "macro" | "domain";
}

const MACRO = /%(?:\{([^}]*)(\}?)|[%_-])?/g;
const EXPANSION = /^([a-z])(\d*)(r?)([-.+,/_=]*)$/i;
/** Letters that any term may use; `c`, `r` and `t` only the text of an explanation (§7.2). */
const LETTERS = "slodiphv";

/** A label at the end of a name: letters, digits and inner hyphens, and not digits alone (§12, toplabel). */
const isTopLabel = (label: string): boolean =>
  /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(label) && /[a-z-]/i.test(label);
const LABEL = /^[a-z0-9_-]+$/i;
const ADDRESS = /^\d+(\.\d+){3}$/;

/** What is wrong with `text`, which begins at `offset`, as a macro-string. */
export function macroProblems(text: string, offset: number): MacroProblem[] {
  const problems: MacroProblem[] = [];
  if (!text.includes("%")) return problems;
  for (const match of text.matchAll(MACRO)) {
    const [whole, body, close] = match;
    const message =
      whole === "%"
        ? "a % is on its own; write %% for the character itself"
        : body === undefined
          ? undefined
          : close === ""
            ? `the macro ${whole} has no closing brace`
            : expansionProblem(body);
    if (message !== undefined) {
      problems.push({ offset: offset + match.index, length: whole.length, message, kind: "macro" });
    }
  }
  return problems;
}

function expansionProblem(body: string): string | undefined {
  const [, letter = "", digits = ""] = EXPANSION.exec(body) ?? [];
  if (letter === "")
    return `%{${body}} is not a macro; a macro is a letter, then optional digits, r and delimiters, such as %{d2}`;
  if ("crt".includes(letter.toLowerCase())) {
    return `the macro letter ${letter} is allowed only in the text of an explanation`;
  }
  if (!LETTERS.includes(letter.toLowerCase())) {
    return `${letter} is not a macro letter; the letters are s, l, o, d, i, p, h and v`;
  }
  // §7.3: the number of labels to keep must not be 0
  return digits !== "" && Number(digits) === 0
    ? `%{${body}} keeps 0 labels; it must keep at least 1`
    : undefined;
}

/**
 * What is wrong with `text`, which begins at `offset`, as a domain-spec. Without macros it must have the form of a
 * domain name, although any visible character may be in its labels (§12, macro-literal; §7.1); `oddLabel` finds those
 * that no host has.
 */
export function domainSpecProblems(text: string, offset: number): MacroProblem[] {
  const refuse = (message: string): MacroProblem[] => [
    { offset, length: Math.max(text.length, 1), message, kind: "domain" },
  ];
  if (text === "") return refuse("a domain name is missing");
  const macros = macroProblems(text, offset);
  if (macros.length > 0) return macros;
  // §12, domain-end: a macro may be the end
  if (/%(?:\{[^%}]*\}|[%_-])$/.test(text)) return [];
  const bare = text.endsWith(".") ? text.slice(0, -1) : text;
  if (ADDRESS.test(bare)) return refuse(`${bare} is an address, not a domain name; write it as ip4:${bare}`);
  const labels = bare.split(".");
  if (labels.length < 2) return refuse(`${text} is not a full domain name`);
  if (!isTopLabel(labels.at(-1) ?? "")) return refuse(`${text} does not end like a domain name`);
  if (text.includes("%")) return [];
  if (bare.length > 253) return refuse(`the domain name has ${bare.length} octets (the limit is 253)`);
  if (labels.includes("")) return refuse(`${text} has an empty label`);
  const long = labels.find((label) => label.length > 63);
  return long === undefined ? [] : refuse(`${long} is longer than 63 octets`);
}

/** A label of a sound domain-spec without macros that no name has in practice, such as `https://spf`; undefined if none. */
export function oddLabel(text: string): string | undefined {
  return text.includes("%") ? undefined : text.split(".").find((label) => label !== "" && !LABEL.test(label));
}
