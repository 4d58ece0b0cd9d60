/** Patterns in presets: regular expressions that a whole text has to match. */

export const wholeOf = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, "u");

export function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}
