/** Changes the DKIM keys in specs, as edits of their files: all are made, or none. */
import { resolve } from "node:path";
import process from "node:process";
import { applyEdits, type SpecEdit } from "../../engine/spec-edits.ts";
import { appendItems, type Item, NotEditable } from "../../source/edit.ts";
import { setInItem } from "../../source/edit-item.ts";
import { readOctets, unreadWords } from "../../source/file.ts";
import { projectOf, projectOfFile } from "../../source/project.ts";
import type { DkimKey, Spec } from "../../spec/spec.ts";
import { withoutDot } from "../../zone/name.ts";
import { CannotRun } from "../print.ts";
import { writing } from "../writing.ts";

interface Edit {
  readonly line: number;
  readonly make: (text: string, line: number) => string;
}

export class KeyEdits {
  readonly #byFile = new Map<string, Edit[]>();

  /** A further key. @throws CannotRun if the spec cannot be edited */
  add(spec: Spec, item: Item): void {
    this.#edit(spec, (text, line) => appendItems(text, line, "dkim", [item]));
  }

  /** Other texts for a key. @throws CannotRun if the spec cannot be edited */
  set(spec: Spec, { path }: DkimKey, texts: Readonly<Record<string, string>>): void {
    this.#edit(spec, (text, line) => setInItem(text, line, "dkim", Number(path.at(-1)), texts));
  }

  #edit(spec: Spec, make: Edit["make"]): void {
    const { file, line } = editable(spec);
    const edits = this.#byFile.get(file) ?? [];
    this.#byFile.set(file, edits);
    edits.push({ line, make });
  }

  /** What the files will be; writes nothing. @throws CannotRun if one cannot be read or edited */
  planned(): readonly SpecEdit[] {
    return [...this.#byFile].map(([file, edits]) => {
      const path = resolve(file);
      const before = readText(path, file);
      // from the end of the file to its beginning, so that no edit moves the lines of the next
      const after = edits
        .toSorted((a, b) => b.line - a.line)
        .reduce((text, { line, make }) => edited(text, line, make, file), before);
      return { path, file, before, after, lines: [] };
    });
  }

  /** @throws CannotRun */
  static write(edits: readonly SpecEdit[]): void {
    const cwd = process.cwd();
    const [first] = edits;
    if (first === undefined) return;
    writing(first.file, () => applyEdits(projectOf(cwd, cwd).root, edits));
  }
}

/** Where a spec is, if its keys are its own. @throws CannotRun */
function editable(spec: Spec): { readonly file: string; readonly line: number } {
  const { place, dkim, input, domain } = spec;
  const { file, line } = place;
  const refuse = (why: string): never => {
    throw new CannotRun(`${withoutDot(domain)}: ${why}`);
  };
  if (file === undefined || line === undefined) return refuse("its spec is not in a file");
  const above = dkim.find((key) => key.place.file !== file);
  if (above !== undefined)
    return refuse(
      `its DKIM keys are in ${above.place.file}, where other specs have them too: give ${file} a dkim: of its own first`,
    );
  if ((input.domains?.length ?? 0) > 1 || dkim.some(({ path }) => path[0] !== "dkim"))
    return refuse(
      `the spec in ${file} is for several domains, and all of them would get the key: give the domain a spec of its own`,
    );
  return { file, line };
}

function readText(path: string, file: string): string {
  const octets = readOctets({ path, project: projectOfFile(path, process.cwd()) });
  if (octets instanceof Uint8Array) return Buffer.from(octets).toString("utf8");
  throw new CannotRun(`${file} ${unreadWords(octets)}`);
}

function edited(text: string, line: number, make: Edit["make"], file: string): string {
  try {
    return make(text, line);
  } catch (error) {
    if (!(error instanceof NotEditable)) throw error;
    throw new CannotRun(`${file} cannot be edited: ${error.message}; nothing was changed`, { cause: error });
  }
}
