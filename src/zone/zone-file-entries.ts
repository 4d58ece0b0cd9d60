/** A master file (RFC 1035 §5.1) as entries of words, without comments. */

export interface Word {
  /** As in the file, with quotes and escapes. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** An entry: its words, and whether it begins with white space, which means the previous owner. */
export interface Entry {
  readonly words: readonly Word[];
  readonly isIndented: boolean;
}

/** White space, a comment, or a single character that means something outside of quotes. */
const SIMPLE = /[ \t\r]+|;[^\n]*|[()\n]/y;
/** What a word, or a text in quotes, consists of up to its end or the next backslash. */
const IN_WORD = /[^\s;()"\\]*/y;
const IN_QUOTES = /[^"\\\n]*/y;

/**
 * The pieces of a text: what `SIMPLE` matches, texts in quotes, words with their escapes. A single expression for them
 * would fill V8's stack for backtracking with a long one.
 */
function* pieces(text: string): Iterable<{ readonly piece: string; readonly index: number }> {
  const endOf = (expression: RegExp, from: number): number => {
    expression.lastIndex = from;
    return expression.test(text) ? expression.lastIndex : from;
  };
  for (let index = 0, end = 0; index < text.length; index = end) {
    end = endOf(SIMPLE, index);
    if (end === index) {
      const isQuoted = text[index] === '"';
      end = endOf(isQuoted ? IN_QUOTES : IN_WORD, isQuoted ? index + 1 : index);
      while (text[end] === "\\" && end + 1 < text.length && text[end + 1] !== "\n")
        end = endOf(isQuoted ? IN_QUOTES : IN_WORD, end + 2);
      if (isQuoted && text[end] === '"') end++;
      // a backslash before a line break, or white space that no zone file has
      if (end === index) end++;
    }
    yield { piece: text.slice(index, end), index };
  }
}

/**
 * Lines; those in parentheses are joined. Of a parenthesis that is never closed, nothing is an entry; `unbalanced` is told
 * of the first one that has no counterpart on either side.
 */
export function* entries(text: string, unbalanced: (parenthesis: Word) => void): Iterable<Entry> {
  let words: Word[] = [];
  let isIndented = false;
  let isStart = true;
  const open: Word[] = [];
  let line = 1;
  let start = 0;
  for (const { piece, index } of pieces(text.replace(/^\ufeff/, ""))) {
    const word = { text: piece, line, column: index - start + 1 };
    if (piece === "\n") {
      line++;
      start = index + 1;
      if (open.length > 0) continue;
      if (words.length > 0) yield { words, isIndented };
      words = [];
      isIndented = false;
      isStart = true;
      continue;
    }
    if (isStart) isIndented = /^[ \t]/.test(piece);
    isStart = false;
    if (piece === "(") open.push(word);
    else if (piece === ")") {
      if (open.pop() === undefined) unbalanced(word);
    } else if (!/^[ \t\r;]/.test(piece)) words.push(word);
  }
  const [first] = open;
  if (first !== undefined) unbalanced(first);
  else if (words.length > 0) yield { words, isIndented };
}
