/** The mails of a mailbox in one file: mbox (RFC 4155 appendix A). */

const FROM = "From ";
const LF = 0x0a;
const CR = 0x0d;

/**
 * Each mail begins after a line with `From `, which is the first line or follows an empty one. Writers quote such lines in mails,
 * so what is quoted needs no undoing to find the mails.
 */
export function* mailsIn(octets: Uint8Array): Generator<Uint8Array> {
  const all = Buffer.from(octets.buffer, octets.byteOffset, octets.length);
  let start = all.indexOf(FROM);
  while (start >= 0) {
    const line = all.indexOf(LF, start);
    if (line < 0) return;
    const next = nextFrom(all, line);
    yield all.subarray(line + 1, next < 0 ? all.length : next);
    start = next;
  }
}

/** Where the next line with `From ` after an empty line begins; -1 if there is none. */
function nextFrom(all: Buffer, from: number): number {
  for (let at = all.indexOf(`\n${FROM}`, from); at >= 0; at = all.indexOf(`\n${FROM}`, at + 1)) {
    const before = all[at - 1] === CR ? all[at - 2] : all[at - 1];
    if (before === LF) return at + 1;
  }
  return -1;
}
