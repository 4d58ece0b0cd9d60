import type { Finding } from "../finding.ts";

/** Findings grouped by file, in order; those without a place come last, under undefined. */
export function byFile<F extends Finding>(
  findings: readonly F[],
): readonly [string | undefined, readonly F[]][] {
  const files = new Map<string | undefined, F[]>();
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
