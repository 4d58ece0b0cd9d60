/** Adds to specs what shares a record with mail's, so that nothing is lost: as edits of their files. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SpecItem } from "../live/adoption.ts";
import type { Survey } from "../live/survey.ts";
import { appendItems, hasKey, NotEditable } from "../source/edit.ts";
import { printValue } from "../source/print.ts";

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
      const before = known?.before ?? readFileSync(path, "utf8");
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

export function applyEdits(edits: readonly SpecEdit[]): void {
  for (const { path, after } of edits) writeFileSync(path, after);
}

export function undoEdits(edits: readonly SpecEdit[]): void {
  for (const { path, before } of edits) writeFileSync(path, before);
}
