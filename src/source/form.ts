/**
 * Which files are what they are read as, by the keys at their top. A pull request can make mailzone read any file of the project, such
 * as one with a password that CI has put there. So of a file that is something else, findings give lines and columns, and nothing of
 * its content.
 */
import { distance } from "fastest-levenshtein";
import type { Finding } from "../finding.ts";
import { isMap } from "./map.ts";
import type { YamlFile } from "./read.ts";
import { type Source, sourcesOf } from "./source.ts";
import type { Texts } from "./texts.ts";

export interface Form {
  /** `spec`, `preset`, ... */
  readonly what: string;
  /** Those that it may have at its top. */
  readonly keys: readonly string[];
  /** What to do with a file of another form. */
  readonly help: string;
  /** Files that are easily taken for one. */
  readonly others?: readonly OtherForm[];
}

export interface OtherForm {
  readonly what: string;
  /** Keys that such a file has at its top. */
  readonly marks: readonly string[];
  readonly help: string;
}

export interface Formed {
  /** The documents without errors that have the form, or are not maps, which the schema refuses by their kind. */
  readonly sources: readonly Source[];
  readonly findings: readonly Finding[];
}

/** The documents of a file; its lines are added to `texts` if they may be shown. */
export function formedSources(file: string, content: YamlFile, form: Form, texts: Texts): Formed {
  const { sources, findings } = sourcesOf(file, content);
  const isShown =
    // of nothing but comments, nothing is known
    (sources.some(({ value }) => value !== null) || content.broken.length > 0) &&
    sources.every(({ value }) => value === null || isFormed(value, form)) &&
    content.broken.every((keys) => keys.length > 0 && areKeysOf(keys, form));
  if (isShown) {
    texts.add(file, content.text);
    return { sources, findings };
  }
  const others = sources.filter(({ value }) => isMap(value) && !isFormed(value, form));
  return {
    sources: sources.filter((source) => !others.includes(source)),
    findings: [
      ...findings.map((finding) => withoutContent(finding, form)),
      ...others.map(
        (source): Finding => ({
          code: "file-form",
          severity: "error",
          ...otherForm(source.value, form),
          place: source.place([]),
        }),
      ),
    ],
  };
}

function otherForm(value: unknown, { what, help, others = [] }: Form): Pick<Finding, "message" | "help"> {
  const other = others.find(({ marks }) => isMap(value) && marks.every((key) => Object.hasOwn(value, key)));
  return other === undefined
    ? {
        message: `this is not a ${what}: most of its keys are not those of one, so nothing of it is used or shown`,
        help,
      }
    : { message: `this is a ${other.what}, not a ${what}, so nothing of it is used here`, help: other.help };
}

const isFormed = (value: unknown, form: Form): boolean => isMap(value) && areKeysOf(Object.keys(value), form);

/** Whether more of the keys belong to the form, if need be mistyped, than do not. */
function areKeysOf(keys: readonly string[], { keys: known }: Form): boolean {
  const own = keys.filter((key) => known.some((one) => one === key || isMistyped(key, one)));
  return keys.length === 0 || own.length * 2 > keys.length;
}

/** Two letters of a short word make it another word. */
const isMistyped = (key: string, known: string): boolean =>
  key.length > 3 && distance(key.toLowerCase(), known.toLowerCase()) <= (known.length > 5 ? 2 : 1);

/** Reasons why a file is not read at all, which are not about its content. */
const WITHOUT: ReadonlySet<string> = new Set([
  "file-unreadable",
  "file-too-large",
  "file-encoding",
  "yaml-depth",
]);

function withoutContent({ code, severity, place, ...rest }: Finding, { what, help }: Form): Finding {
  if (WITHOUT.has(code)) return { code, severity, ...(place && { place }), ...rest };
  return {
    code,
    severity,
    message: `not valid YAML here, and not in the form of a ${what}, so nothing of it is shown`,
    help,
    ...(place && { place }),
  };
}
