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

/** The same as Markdown, without a heading. */
export function explainMarkdown({ severity, rule, source, explanation, unwaivable }: DescribedCode): string {
  const example = (title: string, spec: string | undefined): string[] =>
    spec === undefined ? [] : [`${title}:\n\n\`\`\`yaml\n${spec.trimEnd()}\n\`\`\`\n`];
  return [
    `${severity}. ${rule}\n`,
    ...(explanation === undefined
      ? []
      : [
          `${explanation.why} ${explanation.effect}\n`,
          `Fix: ${explanation.fix}\n`,
          ...example("Fails", explanation.fails),
          ...example("Passes", explanation.passes),
        ]),
    ...(unwaivable === undefined ? [] : [`An error of it cannot be waived, because ${unwaivable}.\n`]),
    `Source: ${source}\n`,
  ].join("\n");
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
