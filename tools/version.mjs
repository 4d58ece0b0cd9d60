/** Compares versions, such as that of Node. */

/** The first Node that runs TypeScript without a flag or a warning. */
export const NODE_MINIMUM = "22.18.0";

/** The first `1.2.3` or `v1.2.3` in `text`, as numbers; undefined if there is none. */
export function parseVersion(text) {
  return text
    .match(/(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?/)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
}

/** Whether the first version in `text` is `minimum` or newer; false when `text` has none. */
export function atLeast(text, minimum) {
  const found = parseVersion(text);
  if (found === undefined) {
    return false;
  }
  const wanted = parseVersion(minimum);
  const at = found.findIndex((part, index) => part !== wanted[index]);
  return at === -1 || found[at] > wanted[at];
}
