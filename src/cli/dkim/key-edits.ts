/** Changes the DKIM keys in specs, as edits of their files: all are made, or none. */
import { resolve } from "node:path";
import process from "node:process";
import { applyEdits, type SpecEdit } from "../../engine/spec-edits.ts";
import { appendItems, type Item, NotEditable } from "../../source/edit.ts";
import { setInItem } from "../../source/edit-item.ts";
import { readOctets, unreadWords } from "../../source/file.ts";
import { projectOfFile } from "../../source/project.ts";
import type { DkimKey, Spec } from "../../spec/spec.ts";
import { withoutDot } from "../../zone/name.ts";
import { CannotRun } from "../print.ts";
import { writing } from "../writing.ts";

/** A spec cannot be edited as it is written; the message says why, and what to do. */
export class CannotEdit extends CannotRun {}

interface Edit {
  readonly line: number;
  readonly make: (text: string, line: number) => string;
}

/** Any key of a spec that is to get another one. */
const ANY_KEY: Item = { selector: "x", key: "x" };

export class KeyEdits {
  readonly #byFile = new Map<string, Edit[]>();
  /** The files as they were read, once. */
  readonly #texts = new Map<string, string>();

  /** A further key. @throws CannotEdit, and then keeps no edit of it */
  add(spec: Spec, item: Item): void {
    this.#edit(spec, (text, line) => appendItems(text, line, "dkim", [item]));
  }

  /** Whether a further key can be added; keeps no edit. @throws CannotEdit */
  tryAdding(spec: Spec): void {
    this.#tried(spec, (text, line) => appendItems(text, line, "dkim", [ANY_KEY]));
  }

  /** Other texts for a key. @throws CannotEdit, and then keeps no edit of it */
  set(spec: Spec, { path, selector }: DkimKey, texts: Readonly<Record<string, string>>): void {
    const item = { key: "dkim", index: Number(path.at(-1)), has: { selector } };
    this.#edit(spec, (text, line) => setInItem(text, line, item, texts));
  }

  #edit(spec: Spec, make: Edit["make"]): void {
    const { file, line } = this.#tried(spec, make);
    const edits = this.#byFile.get(file) ?? [];
    this.#byFile.set(file, edits);
    edits.push({ line, make });
  }

  #tried(spec: Spec, make: Edit["make"]): { readonly file: string; readonly line: number } {
    const { file, line } = editable(spec);
    const text = this.#texts.get(file) ?? readText(file);
    this.#texts.set(file, text);
    try {
      make(text, line);
    } catch (error) {
      if (!(error instanceof NotEditable)) throw error;
      throw new CannotEdit(`${file} cannot be edited: ${error.message}`, { cause: error });
    }
    return { file, line };
  }

  /** What the files will be; writes nothing. */
  planned(): readonly SpecEdit[] {
    return [...this.#byFile].map(([file, edits]) => {
      const before = this.#texts.get(file) ?? "";
      // from the end of the file to its beginning, so that no edit moves the lines of the next
      const after = edits
        .toSorted((a, b) => b.line - a.line)
        .reduce((text, { line, make }) => make(text, line), before);
      return { path: resolve(file), file, before, after, lines: [] };
    });
  }

  /** @throws CannotRun */
  static write(edits: readonly SpecEdit[]): void {
    const [first] = edits;
    if (first === undefined) return;
    writing(first.file, () => applyEdits(projectOfFile(first.path, process.cwd()).root, edits));
  }
}

/** Where a spec is, if its keys are its own. @throws CannotEdit */
function editable({ place, dkim, input, domain }: Spec): { readonly file: string; readonly line: number } {
  const { file, line } = place;
  const shown = withoutDot(domain);
  if (file === undefined || line === undefined) throw new CannotEdit(`the spec of ${shown} is not in a file`);
  const above = dkim.find((key) => key.place.file !== file);
  if (above !== undefined)
    throw new CannotEdit(
      `the DKIM keys of ${shown} are in ${above.place.file}, where other specs have them too: give ${file} a dkim: of its own`,
    );
  if ((input.domains?.length ?? 0) > 1 || dkim.some(({ path }) => path[0] !== "dkim"))
    throw new CannotEdit(
      `the spec of ${shown} in ${file} is for several domains, and all of them would get the key: give the domain a spec of its own`,
    );
  return { file, line };
}

function readText(file: string): string {
  const path = resolve(file);
  const octets = readOctets({ path, project: projectOfFile(path, process.cwd()) });
  if (octets instanceof Uint8Array) return Buffer.from(octets).toString("utf8");
  throw new CannotEdit(`${file} ${unreadWords(octets)}`);
}
