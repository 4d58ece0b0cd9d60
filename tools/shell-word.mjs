/** Quotes values for a POSIX shell. */

/**
 * A value as one word of a command that a person pastes: quoted unless every character is safe.
 *
 * @param {string} value without NUL, which no word can have
 * @returns {string}
 */
export function shellWord(value) {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/**
 * A command from its words.
 *
 * @param {readonly string[]} words
 * @returns {string}
 */
export function shellCommand(words) {
  return words.map(shellWord).join(" ");
}
