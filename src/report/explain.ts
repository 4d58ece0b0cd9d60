/** What a code means, at length: for `mailzone check --explain` and for docs/checks.md. */
import { type Code, codes } from "../check/codes.ts";

/** The explanation of a code as text; undefined when there is no such code. */
export function explainCode(id: string): string | undefined {
  const code = codes.find((one) => one.id === id);
  if (code === undefined) return undefined;
  return sections(code)
    .map(([title, text]) => (title === "" ? text : `${title}:\n${indent(text)}`))
    .join("\n\n");
}

const PARTS = ["why", "effect", "fix", "fails", "passes"] as const;

function sections({ id, severity, rule, source, explanation }: Code): [title: string, text: string][] {
  return [
    ["", `${id} (${severity})\n${rule}`],
    ...(explanation === undefined
      ? []
      : PARTS.flatMap((part): [string, string][] => {
          const text = explanation[part];
          return text === undefined ? [] : [[part, text]];
        })),
    ["source", source],
  ];
}

const indent = (text: string): string => text.trimEnd().replace(/^(?=.)/gm, "  ");
