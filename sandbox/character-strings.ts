/** Character-strings of TXT records: read from their presentation form, and cut (RFC 1035 §3.3, §5.1). */

/** Thrown when a TXT value is not a sequence of RFC 1035 character-strings. */
export class CharacterStringError extends Error {}

/**
 * Reads quoted character-strings, with blanks or nothing between them: `"a" "b"`, `"a""b"`. `radix` is that of
 * `\nnn`: 10 in master files (RFC 1035 §5.1), 8 at Route 53, which documents octal codes.
 */
export function parseCharacterStrings(text: string, radix: 8 | 10): Buffer[] {
  const bytes = Buffer.from(text, "utf8");
  const strings: Buffer[] = [];
  let at = 0;
  for (;;) {
    while (bytes[at] === 0x20 || bytes[at] === 0x09) at++;
    if (at >= bytes.length) return strings;
    if (bytes[at] !== 0x22) throw new CharacterStringError("Value should be enclosed in quotation marks");
    const [string, end] = parseQuoted(bytes, at + 1, radix);
    strings.push(string);
    at = end;
  }
}

function parseQuoted(bytes: Buffer, start: number, radix: 8 | 10): [string: Buffer, end: number] {
  const out: number[] = [];
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === 0x22) return [Buffer.from(out), at + 1];
    if (byte !== 0x5c) {
      out.push(byte);
      continue;
    }
    const code = bytes.toString("latin1", at + 1, at + 4);
    const isCode = (radix === 8 ? /^[0-7]{3}$/ : /^[0-9]{3}$/).test(code);
    if (isCode && Number.parseInt(code, radix) < 256) {
      out.push(Number.parseInt(code, radix));
      at += 3;
    } else {
      at++;
      if (at >= bytes.length) break;
      out.push(bytes[at] as number);
    }
  }
  throw new CharacterStringError("Value should be enclosed in quotation marks");
}

/** Cuts bytes into character-strings of at most 255 octets, as a service does that splits for its users. */
export function chunk(bytes: Buffer): Buffer[] {
  const strings: Buffer[] = [];
  for (let at = 0; at < bytes.length || at === 0; at += 255) strings.push(bytes.subarray(at, at + 255));
  return strings;
}
