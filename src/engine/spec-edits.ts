/** Adds to specs what shares a record with mail's, so that nothing is lost: as edits of their files. */
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../tools/write-file.mjs";
import type { SpecItem } from "../live/adoption.ts";
import type { Survey } from "../live/survey.ts";
import { appendItems, hasKey, NotEditable } from "../source/edit.ts";
import { readOctets, unreadWords } from "../source/file.ts";
import { printValue } from "../source/print.ts";
import { projectOfFile } from "../source/project.ts";

export interface SpecEdit {
  /** Absolute. */
  readonly path: string;
  /** The path relative to the project's folder. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** The items as they are added under `records:`. */
  readonly lines: readonly string[];
}

export interface SpecEdits {
  /** One per file. */
  readonly edits: readonly SpecEdit[];
  /** By mail domain, why its spec cannot be edited, and what the user has to add. */
  readonly refused: ReadonlyMap<string, string>;
}

function readSpec(path: string, root: string): string {
  const octets = readOctets({ path, project: projectOfFile(path, root) });
  if (octets instanceof Uint8Array) return Buffer.from(octets).toString("utf8");
  throw new NotEditable(`its file ${unreadWords(octets)}`);
}

/** Reads the specs and changes nothing. */
export function planSpecEdits({ root, specs }: Survey, items: readonly SpecItem[]): SpecEdits {
  const edits = new Map<string, SpecEdit>();
  const refused = new Map<string, string>();
  const lineOf = ({ line = 0 }: { line?: number }): number => line;
  // from the end of a file to its beginning, so that no edit shifts the lines of the next
  for (const spec of specs.toSorted((a, b) => lineOf(b) - lineOf(a))) {
    const { domain } = spec;
    const own = items.filter((one) => one.domain === domain);
    const lines = own.map(({ item }) => `- ${printValue(item)}`);
    if (own.length === 0) continue;
    try {
      if (spec.line === undefined) throw new NotEditable("its spec is not in a file");
      const { file, line } = spec;
      const path = join(root, file);
      const known = edits.get(path);
      const before = known?.before ?? readSpec(path, root);
      const text = known?.after ?? before;
      if (hasKey(text, line, "domains"))
        throw new NotEditable("the spec has several domains, and all of them would get it");
      const after = appendItems(
        text,
        line,
        "records",
        own.map(({ item }) => item),
      );
      edits.set(path, { path, file, before, after, lines: [...lines, ...(known?.lines ?? [])] });
    } catch (error) {
      if (!(error instanceof NotEditable) && (error as NodeJS.ErrnoException).code === undefined) throw error;
      const where = spec.line === undefined ? "under records:" : `under records: in ${spec.file}`;
      refused.set(
        domain,
        `add ${lines.join(" ")} ${where} yourself first, or it would be lost: ${(error as Error).message}`,
      );
    }
  }
  return { edits: [...edits.values()], refused };
}

/** Writes all edits, or none. `root` is the project's folder. @throws WriteRefused, or the operating system's error */
export function applyEdits(root: string, edits: readonly SpecEdit[]): void {
  const done: SpecEdit[] = [];
  try {
    for (const edit of edits) {
      write(root, edit.path, edit.after);
      done.push(edit);
    }
  } catch (error) {
    undoEdits(root, done);
    throw error;
  }
}

export function undoEdits(root: string, edits: readonly SpecEdit[]): void {
  for (const { path, before } of edits) write(root, path, before);
}

const write = (root: string, path: string, text: string): void =>
  writeWhole(path, text, { within: realpathSync.native(root) });
