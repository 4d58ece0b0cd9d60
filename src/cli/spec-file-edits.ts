/** Edits of the files of specs, made one after the other and written together: all are, or none. */
import { resolve } from "node:path";
import process from "node:process";
import { applyEdits, type SpecEdit } from "../engine/spec-edits.ts";
import { NotEditable } from "../source/edit.ts";
import { readOctets, unreadWords } from "../source/file.ts";
import { projectOfFile } from "../source/project.ts";
import type { Spec } from "../spec/spec.ts";
import { withoutDot } from "../zone/name.ts";
import { CannotRun } from "./print.ts";
import { writing } from "./writing.ts";

/** A spec cannot be edited as it is written; the message says why, and what to do. */
export class CannotEdit extends CannotRun {}

/** The new text of a file; `line` is where the spec begins. @throws NotEditable */
export type MakeEdit = (text: string, line: number) => string;

interface Edit {
  readonly line: number;
  readonly make: MakeEdit;
}

export class SpecFileEdits {
  readonly #byFile = new Map<string, Edit[]>();
  /** The files as they were read, once. */
  readonly #texts = new Map<string, string>();

  /** @throws CannotEdit, and then keeps no edit of it */
  edit(spec: Spec, make: MakeEdit): void {
    const { file, line } = this.try(spec, make);
    const edits = this.#byFile.get(file) ?? [];
    this.#byFile.set(file, edits);
    edits.push({ line, make });
  }

  /** Whether it can be made; keeps no edit. @throws CannotEdit */
  try(spec: Spec, make: MakeEdit): { readonly file: string; readonly line: number } {
    const { file, line } = spec.place;
    if (file === undefined || line === undefined)
      throw new CannotEdit(`the spec of ${withoutDot(spec.domain)} is not in a file`);
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

function readText(file: string): string {
  const path = resolve(file);
  const octets = readOctets({ path, project: projectOfFile(path, process.cwd()) });
  if (octets instanceof Uint8Array) return Buffer.from(octets).toString("utf8");
  throw new CannotEdit(`${file} ${unreadWords(octets)}`);
}
