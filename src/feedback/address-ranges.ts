/** Values by ranges of addresses, found by an address. */
import { isIPv4 } from "node:net";
import { addressNumber, type Network } from "../mail/network.ts";

interface Range<T> {
  readonly first: bigint;
  readonly last: bigint;
  readonly value: T;
}

/** Addresses that begin with the same bits are looked up together: 8 of IPv4, 16 of IPv6. */
const SHIFT = { ip4: 24n, ip6: 112n } as const;

export class AddressRanges<T> {
  readonly #buckets = new Map<string, Range<T>[]>();
  readonly #found = new Map<string, readonly T[]>();

  add({ family, first, last }: Network, value: T): void {
    for (let at = first >> SHIFT[family]; at <= last >> SHIFT[family]; at += 1n) {
      const key = `${family} ${at}`;
      const bucket = this.#buckets.get(key);
      if (bucket === undefined) this.#buckets.set(key, [{ first, last, value }]);
      else bucket.push({ first, last, value });
    }
  }

  /** The values of the smallest range with the address; none if there is none. */
  find(address: string): readonly T[] {
    const known = this.#found.get(address);
    if (known !== undefined) return known;
    const found = this.#look(address);
    this.#found.set(address, found);
    return found;
  }

  #look(address: string): readonly T[] {
    const number = addressNumber(address);
    if (number === undefined) return [];
    const family = isIPv4(address) ? "ip4" : "ip6";
    let size: bigint | undefined;
    let values: T[] = [];
    for (const { first, last, value } of this.#buckets.get(`${family} ${number >> SHIFT[family]}`) ?? []) {
      if (number < first || number > last) continue;
      const own = last - first;
      if (size === undefined || own < size) {
        size = own;
        values = [value];
      } else if (own === size) values.push(value);
    }
    return values;
  }
}
