/** Reads a template. */
import { type Finding, quote } from "../../finding.ts";
import { type Form, formedSources } from "../../source/form.ts";
import { Lines } from "../../source/lines.ts";
import { readYaml } from "../../source/read.ts";
import type { Source } from "../../source/source.ts";
import type { Texts } from "../../source/texts.ts";
import { validate } from "../../spec/validate.ts";
import { nearest } from "../../words/nearest.ts";
import { hasMeaning, type Template, templateSchema, unknownKeys } from "./template.ts";

/** A template file after reading. */
export interface TemplateFile {
  readonly template: Template;
  readonly source: Source;
}

export interface ReadTemplate {
  readonly file?: TemplateFile;
  /** The same every time the file is asked for. */
  readonly findings: readonly Finding[];
}

const TEMPLATE: Form = {
  what: "template",
  keys: Object.keys(templateSchema.shape),
  help: "name the JSON file of a Domain Connect template",
};

/** Reads a template's text. `shown` is how findings name its file, whose lines are added to `texts`. */
export function readTemplate(shown: string, octets: Uint8Array, texts: Texts): ReadTemplate {
  // JSON is YAML, and the YAML reader knows the place of everything
  const repeated: { readonly key: string; readonly offset: number }[] = [];
  const dropped = (key: string, offset: number): unknown => repeated.push({ key, offset });
  const yaml = readYaml(shown, octets, { means: hasMeaning, dropped });
  const parsed = formedSources(shown, yaml, TEMPLATE, texts);
  if (parsed.findings.length > 0) return { findings: parsed.findings };
  const [source, second] = parsed.sources;
  if (source === undefined || second !== undefined) {
    const place = second?.place([]) ?? { file: shown, line: 1, column: 1 };
    const message = `a template file contains one JSON object, but this one contains ${second === undefined ? "nothing" : "several documents"}`;
    return {
      findings: [
        { code: "template-file", severity: "error", message, help: "download the template again", place },
      ],
    };
  }
  const validated = validate(templateSchema, source, "template");
  if (validated.value === undefined) return { findings: validated.findings };
  const template = validated.value;
  return {
    file: { template, source },
    findings: [
      ...repeatFindings(shown, yaml.text, repeated),
      ...keyFindings(template, source),
      ...flowFindings(template, source),
    ],
  };
}

function repeatFindings(
  file: string,
  text: string,
  repeated: readonly { readonly key: string; readonly offset: number }[],
): Finding[] {
  const lines = new Lines(text);
  return repeated.map(({ key, offset }) => ({
    code: "template-key",
    severity: "info",
    message: `the template's key ${quote(key)} appears again below, so this one is ignored; no record depends on it`,
    help: "do nothing, or tell the publisher",
    place: { file, ...lines.at(offset) },
  }));
}

function keyFindings(template: Template, source: Source): Finding[] {
  return unknownKeys(template).map(({ path, known }) => {
    const key = String(path.at(-1));
    const meant = nearest(key, known);
    return {
      code: "template-key",
      severity: "warning",
      message: `the template's key ${quote(key)} is not in the format, so it is ignored`,
      help: meant === undefined ? "delete it, or ask the publisher what it is for" : `did you mean ${meant}?`,
      place: source.keyPlace(path),
    };
  });
}

/** Flags about how a DNS host and a browser apply a template: what they mean for one in a file. */
function flowFindings(template: Template, source: Source): Finding[] {
  const info = (key: string, message: string, help: string): Finding => ({
    code: "template-flow",
    severity: "info",
    message,
    help,
    place: source.place([key]),
  });
  return [
    ...(template.warnPhishing === true
      ? [
          info(
            "warnPhishing",
            "the publisher asks DNS hosts to warn their users: links to this template are not signed, so its values may come from someone else",
            "take the values only from the service's own pages",
          ),
        ]
      : []),
    ...(template.syncBlock === true
      ? [
          info(
            "syncBlock",
            "the publisher lets only its own systems apply this template, not a browser; this does not matter for a spec",
            "ask the service whether it accepts records that are created by hand",
          ),
        ]
      : []),
  ];
}
