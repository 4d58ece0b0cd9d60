/** How much of what strangers send is unpacked and read. */

/** The most octets of a file on the disk: a year of reports in one mailbox. */
export const MOST_IN_FILE = 1 << 30;

/** The most octets of a mail: no server delivers larger ones. */
export const MOST_IN_MAIL = 100 << 20;

/** The most octets of one report: some 250,000 rows. */
export const MOST_IN_REPORT = 256 << 20;

/** The most that one file unpacks to, with all that it contains. */
const MOST_UNPACKED = 1 << 30;

/**
 * How many times its size a compressed file may have. Real reports have 10 to 60 times; Deflate ends at 1032 (zlib's technical
 * notes), which is what bombs come close to.
 */
const RATIO = 250;

/** What is allowed whatever the ratio is: a small report may consist of one row a thousand times. */
const FREE = 1 << 20;

/** The most octets that so many compressed ones may become. */
export const mostFrom = (compressed: number): number => Math.min(MOST_IN_REPORT, FREE + RATIO * compressed);

/** The most files in one archive. */
export const MOST_ENTRIES = 20_000;

/** The most parts of one mail; a report has two or three. */
export const MOST_PARTS = 100;

/** How deep one thing may be in another: mailbox, mail, forwarded mail, archive, compressed file, report. */
export const MOST_NESTING = 6;

/** What is left of the octets that a file may unpack to. */
export class Room {
  #left: number;

  constructor(octets: number) {
    this.#left = Math.min(MOST_UNPACKED, 64 * FREE + RATIO * octets);
  }

  /** Whether there was room for so many more. */
  take(octets: number): boolean {
    this.#left -= octets;
    return this.#left >= 0;
  }
}
