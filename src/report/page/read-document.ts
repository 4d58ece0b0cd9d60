/** Reads what another command printed with `--format json`. */
import type { z } from "zod";
import { isMap } from "../../source/map.ts";

/** What is wrong with a text as a document, as the end of a sentence; nothing of its content. */
export class NoDocument extends Error {}

/**
 * A document of this schema. Keys that the schema lacks are ignored: a newer mailzone may add some without raising the version.
 * @throws NoDocument
 */
export function readDocument<T>(text: string, schemaOf: (document: object) => z.ZodType<T>): T {
  const document = parse(text);
  const version = "version" in document ? document.version : undefined;
  if (typeof version === "number" && version !== VERSION) {
    throw new NoDocument(`it is of version ${version}, and this mailzone reads version ${VERSION}`);
  }
  const { error } = schemaOf(document).safeParse(document);
  const issue = error?.issues.find(({ code }) => code !== "unrecognized_keys");
  if (issue === undefined) return document as T;
  throw new NoDocument(`at ${issue.path.join(".") || "its top"}: ${issue.message}`);
}

/** Of every document of the command line so far. */
const VERSION = 1;

function parse(text: string): object {
  if (text.trim() === "") throw new NoDocument("it is empty");
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new NoDocument("it is not valid JSON");
  }
  if (isMap(document)) return document;
  throw new NoDocument("it is not a JSON object");
}
