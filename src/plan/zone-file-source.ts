/** The records of a zone file as a spec's source, so that findings point into the zone file. */
import type { Place } from "../finding.ts";
import type { Path } from "../source/path.ts";
import type { Source } from "../source/source.ts";
import type { RecordInput } from "../spec/record-schema.ts";
import { printRdata } from "../zone/rdata.ts";
import type { ZoneFileRecord } from "../zone/read-zone-file.ts";
import type { Word } from "../zone/zone-file-entries.ts";

/** A record as a spec would have it: its whole name, and the data in one text. */
export const recordInput = ({ name, ttl, data }: ZoneFileRecord): RecordInput => ({
  name,
  type: data.type,
  value: data.type === "TXT" ? data.text : printRdata(data),
  ...(ttl === undefined ? {} : { ttl }),
});

/** `records` are those of the value's `records`; everything else is at `place`, such as the domain. */
export class ZoneFileSource implements Source {
  readonly file: string;
  readonly value: unknown;
  readonly #records: readonly ZoneFileRecord[];
  readonly #place: Place;

  constructor(value: unknown, records: readonly ZoneFileRecord[], place: Place) {
    this.file = place.file;
    this.value = value;
    this.#records = records;
    this.#place = place;
  }

  place(path: Path): Place {
    const record = this.#record(path);
    if (record === undefined) return this.#place;
    return path[2] === "name" ? record.ownerPlace : record.place;
  }

  keyPlace(path: Path): Place {
    return this.place(path);
  }

  inside(path: Path, offset: number): Place {
    const record = this.#record(path);
    if (record === undefined || path[2] !== "value") return this.place(path);
    const { word, column } =
      record.data.type === "TXT"
        ? inText(record.words, offset)
        : inFields(record.words, printRdata(record.data), offset);
    return word === undefined ? record.place : { file: this.file, line: word.line, column };
  }

  typed(): undefined {
    return undefined;
  }

  #record([key, index]: Path): ZoneFileRecord | undefined {
    return key === "records" ? this.#records[Number(index)] : undefined;
  }
}

interface Found {
  readonly word: Word | undefined;
  readonly column: number;
}

/** The character of a text that may be in several strings; the first of its string if that has escapes. */
function inText(words: readonly Word[], offset: number): Found {
  let before = 0;
  for (const [i, word] of words.entries()) {
    const isQuoted = word.text.startsWith('"');
    const length = isQuoted ? word.text.length - 2 : word.text.length;
    const isLast = i === words.length - 1;
    if (word.text.includes("\\")) return { word, column: word.column };
    if (offset < before + length || isLast)
      return { word, column: word.column + (isQuoted ? 1 : 0) + Math.min(offset - before, length) };
    before += length;
  }
  return { word: undefined, column: 0 };
}

/** The character of a field; the first of the field if it is written in another way, such as a relative name. */
function inFields(words: readonly Word[], printed: string, offset: number): Found {
  const before = printed.slice(0, offset).split(" ");
  const word = words[Math.min(before.length, words.length) - 1];
  if (word === undefined) return { word, column: 0 };
  const field = printed.split(" ")[before.length - 1] ?? "";
  const inField = before.at(-1)?.length ?? 0;
  const isAlike = field.toLowerCase().startsWith(word.text.toLowerCase());
  return { word, column: word.column + (isAlike ? Math.min(inField, word.text.length) : 0) };
}
