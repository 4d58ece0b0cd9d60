import type { Finding } from "../finding.ts";

/** Findings grouped by file, in order; those without a place come last, under undefined. */
export function byFile(findings: readonly Finding[]): readonly [string | undefined, readonly Finding[]][] {
  const files = new Map<string | undefined, Finding[]>();
  for (const finding of findings) {
    const file = finding.place?.file;
    const group = files.get(file);
    if (group === undefined) files.set(file, [finding]);
    else group.push(finding);
  }
  const nowhere = files.get(undefined);
  files.delete(undefined);
  return nowhere === undefined ? [...files] : [...files, [undefined, nowhere]];
}
