/**
 * TXT data: one plain text in the model, octets in character-strings of at most 255 in DNS (RFC 1035 §3.3.14).
 *
 * Any octets can be text: UTF-8 is decoded; an octet that is not UTF-8 becomes the lone surrogate U+DC00 + octet,
 * which no UTF-8 text contains, so text and octets map one to one.
 */

const STRING_OCTETS = 255;

/** The octets that a text is published as. */
export function textOctets(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return Buffer.from(text, "utf8");
  const parts: Uint8Array[] = [];
  for (const char of text) {
    const code = char.charCodeAt(0);
    parts.push(
      char.length === 1 && code >= 0xdc80 && code <= 0xdcff
        ? Uint8Array.of(code - 0xdc00)
        : Buffer.from(char, "utf8"),
    );
  }
  return Buffer.concat(parts);
}

/** How many octets a text has. */
export function textLength(text: string): number {
  return /^\p{ASCII}*$/u.test(text) ? text.length : textOctets(text).length;
}

/** The text that octets stand for; the inverse of `textOctets`. */
export function octetsText(octets: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return surrogateText(octets);
  }
}

function surrogateText(octets: Uint8Array): string {
  let text = "";
  for (let i = 0; i < octets.length; ) {
    const size = sequenceLength(octets, i);
    if (size > 0) text += Buffer.from(octets.subarray(i, i + size)).toString("utf8");
    else text += String.fromCharCode(0xdc00 + (octets[i] as number));
    i += Math.max(size, 1);
  }
  return text;
}

/** Length of the valid UTF-8 sequence at `i`, or 0. */
function sequenceLength(octets: Uint8Array, i: number): number {
  for (let size = 1; size <= 4 && i + size <= octets.length; size++) {
    try {
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets.subarray(i, i + size));
      return size;
    } catch {
      // a longer sequence may still be whole
    }
  }
  return 0;
}

/** The character-strings a text is published as: at most 255 octets each, and one empty string for "". */
export function characterStrings(text: string): Uint8Array[] {
  const all = textOctets(text);
  const strings: Uint8Array[] = [];
  for (let i = 0; i < all.length; i += STRING_OCTETS) strings.push(all.subarray(i, i + STRING_OCTETS));
  return strings.length > 0 ? strings : [new Uint8Array()];
}

/** One character-string in presentation form with its quotes: `"` and `\` escaped, other octets outside printable ASCII as \DDD. */
export function quoteString(octets: Uint8Array): string {
  let out = '"';
  for (const octet of octets) {
    if (octet === 0x22 || octet === 0x5c) out += `\\${String.fromCharCode(octet)}`;
    else if (octet >= 0x20 && octet < 0x7f) out += String.fromCharCode(octet);
    else out += `\\${String(octet).padStart(3, "0")}`;
  }
  return `${out}"`;
}

/** A text in presentation form: quoted strings of at most 255 octets, joined by one space. */
export function printText(text: string): string {
  return characterStrings(text).map(quoteString).join(" ");
}

/** The text of quoted or bare character-strings in presentation form; undefined when they are not well formed. */
export function parseText(presentation: string): string | undefined {
  // nearly every text: one string without escapes
  const simple = /^\s*(?:"([ !#-[\]-~]*)"|([!#-[\]-~]+))\s*$/.exec(presentation);
  if (simple) return simple[1] ?? simple[2];
  const octets: number[] = [];
  let i = 0;
  const escaped = (): boolean => {
    const digits = /^\d{3}/.exec(presentation.slice(i + 1, i + 4));
    if (digits) {
      const octet = Number(digits[0]);
      if (octet > 255) return false;
      octets.push(octet);
      i += 4;
      return true;
    }
    if (i + 1 >= presentation.length) return false;
    i += 1;
    return plain();
  };
  const plain = (): boolean => {
    const char = String.fromCodePoint(presentation.codePointAt(i) as number);
    octets.push(...textOctets(char));
    i += char.length;
    return true;
  };
  while (i < presentation.length) {
    while (/\s/.test(presentation[i] ?? "")) i++;
    if (i >= presentation.length) break;
    const quoted = presentation[i] === '"';
    if (quoted) i++;
    for (;;) {
      const char = presentation[i];
      if (char === undefined) {
        if (quoted) return undefined;
        break;
      }
      if (quoted ? char === '"' : /\s/.test(char)) break;
      if (!quoted && char === '"') return undefined;
      if (!(char === "\\" ? escaped() : plain())) return undefined;
    }
    if (quoted) i++;
  }
  return octetsText(Uint8Array.from(octets));
}
