/** Record data as octets, as servers write types that they do not know: `TYPE257 \# 5 00...` (RFC 3597 §5). */
import { RECORD_TYPES, type RecordType } from "./rdata.ts";
import { quoteString } from "./txt.ts";

/** IANA's numbers of the model's types. */
const NUMBERS: Readonly<Record<RecordType, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  TLSA: 52,
  CAA: 257,
};

/** `TYPE15` as `MX`; other types as they are written. */
export function typeName(written: string): string {
  const [, number] = /^TYPE(\d{1,5})$/.exec(written) ?? [];
  return RECORD_TYPES.find((type) => String(NUMBERS[type]) === number) ?? written;
}

/** `\#`, a length and hexadecimal digits as the words of presentation form; undefined if they are not data of the type. */
export function presentedWords(type: RecordType, generic: readonly string[]): readonly string[] | undefined {
  const [, length, ...rest] = generic;
  const digits = rest.join("");
  if (!/^(?:[0-9a-f]{2})*$/i.test(digits) || String(digits.length / 2) !== length) return undefined;
  const octets = new Octets(Buffer.from(digits, "hex"));
  const words = PRESENTED[type](octets);
  return octets.isUsedUp ? words : undefined;
}

/** Reads from the front. What is missing reads as nothing, and is remembered. */
class Octets {
  #rest: Buffer;
  #lacks = false;

  constructor(octets: Buffer) {
    this.#rest = octets;
  }

  get isUsedUp(): boolean {
    return this.#rest.length === 0 && !this.#lacks;
  }

  get hasMore(): boolean {
    return this.#rest.length > 0;
  }

  take(length: number): Buffer {
    if (this.#rest.length < length) this.#lacks = true;
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }

  number(length: 1 | 2): number {
    const taken = this.take(length);
    return taken.length < length ? 0 : taken.readUIntBE(0, length);
  }

  /** A name, which is never compressed here (RFC 3597 §4). */
  name(): string {
    let name = "";
    for (let length = this.number(1); length > 0; length = this.number(1)) {
      name += `${escaped(this.take(length))}.`;
    }
    return name || ".";
  }

  rest(): Buffer {
    return this.take(this.#rest.length);
  }
}

const escaped = (label: Buffer): string =>
  [...label]
    .map((octet) => {
      const char = String.fromCharCode(octet);
      return /[a-z0-9_*-]/i.test(char) ? char : `\\${String(octet).padStart(3, "0")}`;
    })
    .join("");

const PRESENTED: Readonly<Record<RecordType, (octets: Octets) => readonly string[]>> = {
  A: (octets) => [[...octets.take(4)].join(".")],
  AAAA: (octets) => [(octets.take(16).toString("hex").match(/.{4}/g) ?? []).join(":")],
  CNAME: (octets) => [octets.name()],
  NS: (octets) => [octets.name()],
  PTR: (octets) => [octets.name()],
  MX: (octets) => [String(octets.number(2)), octets.name()],
  SRV: (octets) => [...[1, 2, 3].map(() => String(octets.number(2))), octets.name()],
  TLSA: (octets) => [...[1, 2, 3].map(() => String(octets.number(1))), octets.rest().toString("hex")],
  CAA: (octets) => [
    String(octets.number(1)),
    octets.take(octets.number(1)).toString("latin1"),
    quoteString(octets.rest()),
  ],
  TXT: (octets) => {
    const strings: string[] = [];
    do strings.push(quoteString(octets.take(octets.number(1))));
    while (octets.hasMore);
    return strings;
  },
};
