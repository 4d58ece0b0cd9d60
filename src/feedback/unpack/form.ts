/** What kind of file octets are, by their beginning: names and types of attachments are often wrong. */

export type Form = "gzip" | "zip" | "mailbox" | "mail" | "xml" | "json";

/** Enough for a blank beginning, or the first header fields of a mail. */
const HEAD = 4096;

/** Undefined for anything else. */
export function formOf(octets: Uint8Array): Form | undefined {
  const [first, second, third, fourth] = octets;
  if (first === 0x1f && second === 0x8b) return "gzip";
  // an archive, or an empty one (APPNOTE.TXT 4.3.7 and 4.3.16)
  if (first === 0x50 && second === 0x4b && (third === 3 || third === 5) && fourth === third + 1) return "zip";
  // every ASCII character of UTF-16 has a zero beside it
  const head = Buffer.from(octets.buffer, octets.byteOffset, Math.min(octets.length, HEAD))
    .toString("latin1")
    .replaceAll("\0", "")
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "")
    .trimStart();
  if (head.startsWith("<")) return "xml";
  if (/^[{[]/.test(head)) return "json";
  if (/^From \S/.test(head)) return "mailbox";
  // the first line of a mail is a header field (RFC 5322 §2.2)
  return /^[!-9;-~]{1,100}[ \t]*:/.test(head) && /\n[!-9;-~]{1,100}[ \t]*:/.test(head) ? "mail" : undefined;
}
