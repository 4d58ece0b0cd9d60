/** Several zones or records lead to the same fault, which is told once. */
import type { Finding } from "../finding.ts";

/** The first finding with each code and message, in order. */
export function distinctFindings(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, message }) => {
    const key = `${code} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
