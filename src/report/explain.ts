/** What a code means, at length: for `mailzone check --explain` and for docs/checks.md. */
import { checks } from "../check/checks.ts";
import { type Code, codes } from "../check/codes.ts";

/** The explanation of a code as text; undefined when there is no such code. */
export function explainCode(id: string): string | undefined {
  const code = codes.find((one) => one.id === id);
  if (code === undefined) return undefined;
  return sections(code)
    .map(([title, text]) => (title === "" ? text : `${title}:\n${indent(text)}`))
    .join("\n\n");
}

function sections({ id, severity, rule, source }: Code): [title: string, text: string][] {
  const explanation = checks.find((check) => check.id === id)?.explanation;
  return [
    ["", `${id} (${severity})\n${rule}`],
    ...(explanation === undefined
      ? []
      : ([
          ["why", explanation.why],
          ["effect", explanation.effect],
          ["fix", explanation.fix],
          ["fails", explanation.fails],
          ["passes", explanation.passes],
        ] as [string, string][])),
    ["source", source],
  ];
}

const indent = (text: string): string => text.trimEnd().replace(/^(?=.)/gm, "  ");
