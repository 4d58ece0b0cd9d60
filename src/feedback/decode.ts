/** The text of a report, whatever its sender made of character sets. */

const BLANK = /[\ufeff\s\0]/;
const XML_ENCODING = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/;

/**
 * By a byte order mark, else by the XML declaration, else UTF-8. What is not valid in UTF-8 is taken as Windows-1252, which has a
 * character for nearly every octet: only names of organizations and comments are not ASCII, and they decide nothing. White
 * space and zeros before and after the document fall away, since no XML parser takes them.
 */
export function decoded(octets: Uint8Array): string {
  const text = inCharset(octets);
  let [start, end] = [0, text.length];
  while (start < end && BLANK.test(text[start] ?? "")) start += 1;
  while (end > start && BLANK.test(text[end - 1] ?? "")) end -= 1;
  return text.slice(start, end);
}

function inCharset(octets: Uint8Array): string {
  const [first, second] = octets;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(octets);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(octets);
  if (second === 0 && first !== 0) return new TextDecoder("utf-16le").decode(octets);
  if (first === 0 && second !== 0) return new TextDecoder("utf-16be").decode(octets);
  const head = Buffer.from(octets.buffer, octets.byteOffset, Math.min(octets.length, 200)).toString("latin1");
  const [, label = "utf-8"] = XML_ENCODING.exec(head.replace(/^(?:\xef\xbb\xbf)?\s*/, "")) ?? [];
  return (
    inLabelled(octets, label) ?? inLabelled(octets, "utf-8") ?? new TextDecoder("windows-1252").decode(octets)
  );
}

/** Undefined for an unknown character set, and for octets that are not in it. */
function inLabelled(octets: Uint8Array, label: string): string | undefined {
  // what is in single octets cannot be UTF-16
  if (/^utf-?16/i.test(label)) return undefined;
  try {
    return new TextDecoder(label, { fatal: true }).decode(octets);
  } catch {
    return undefined;
  }
}
