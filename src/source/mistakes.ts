/** What is wrong with a YAML text, as findings with the edit that fixes it. */
import type { Document, YAMLError } from "yaml";
import type { Finding, Place } from "../finding.ts";

/** How deep lists and maps may be nested; a spec needs eight levels. Deeper ones would exhaust the call stack. */
export const MAX_DEPTH = 100;

/** Why a text, or a value in it, is not used. */
export type Refusal = Pick<Finding, "code" | "message" | "help">;

export const tooDeep: Refusal = {
  code: "yaml-depth",
  message: `lists and maps are nested more than ${MAX_DEPTH} levels deep here, so the file is not used`,
  help: "a spec needs at most eight levels: look for a bracket that is never closed, or for wrong indentation",
};

/** Tags outside the YAML 1.2 core schema: `!Ref`, `!!binary`. Without its tag, the value would not be what is meant. */
export function unknownTags(document: Document, at: (offset: number) => Place): Finding[] {
  return document.warnings
    .filter((warning) => warning.code === "TAG_RESOLVE_FAILED")
    .map(({ message, pos }) => ({
      code: "yaml-tag",
      severity: "error",
      message: `${message.replace("Unresolved tag: ", "the tag ").replace("tag:yaml.org,2002:", "!!")} is not supported, so its value is unknown`,
      help: "write the plain value; text that begins with ! goes in quotes",
      place: at(pos[0]),
    }));
}

/** The most common mistakes, each with the edit that fixes it, by the YAML library's code or message. */
function syntaxHelp(error: YAMLError, text: string): string | undefined {
  const at = text.slice(error.pos[0], error.pos[0] + 1);
  const before = text.slice(0, error.pos[0]).trimEnd().slice(-1);
  if (error.code === "TAB_AS_INDENT" || at === "\t") return "indent with spaces; YAML refuses tabs";
  if (at === "@" || at === "`") return `put it in quotes: "${at}"`;
  if (error.code === "BAD_ALIAS" || at === "*" || before === "*") {
    return 'a bare * begins an alias in YAML: put it in quotes, "*"';
  }
  if (at === "%") return "put it in quotes";
  if (error.code === "MISSING_CHAR" || error.code === "BAD_DQ_ESCAPE") return "check the quotes on this line";
  return undefined;
}

export function syntaxFinding(error: YAMLError, text: string, at: (offset: number) => Place): Finding {
  const place = at(error.pos[0]);
  if (error.code === "RESOURCE_EXHAUSTION") return { severity: "error", place, ...tooDeep };
  const help = syntaxHelp(error, text);
  return {
    code: "yaml-syntax",
    severity: "error",
    message: `not valid YAML: ${error.message.replace(/\s+/g, " ").trim()}`,
    ...(help === undefined ? {} : { help }),
    place,
  };
}
