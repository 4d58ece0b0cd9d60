/** Explains a code in full, for `mailzone check --explain` and docs/checks.md. */
import type { Code, CodeWords } from "../finding.ts";

/** A code with its words; a check also has examples. */
export interface DescribedCode extends CodeWords {
  readonly id: Code;
  readonly explanation?: NonNullable<CodeWords["explanation"]> & {
    readonly fails?: string;
    readonly passes?: string;
  };
}

/** The explanation of a code as text. */
export function explainCode(code: DescribedCode): string {
  return sections(code)
    .map(([title, text]) => (title === "" ? text : `${title}:\n${indent(text)}`))
    .join("\n\n");
}

const PARTS = ["why", "effect", "fix", "fails", "passes"] as const;

function sections({
  id,
  severity,
  rule,
  source,
  explanation,
  unwaivable,
}: DescribedCode): [title: string, text: string][] {
  return [
    ["", `${id} (${severity})\n${rule}`],
    ...(explanation === undefined
      ? []
      : PARTS.flatMap((part): [string, string][] => {
          const text = explanation[part];
          return text === undefined ? [] : [[part, text]];
        })),
    ...(unwaivable === undefined ? [] : [["cannot be waived", unwaivable] as [string, string]]),
    ["source", source],
  ];
}

const indent = (text: string): string => text.trimEnd().replace(/^(?=.)/gm, "  ");
