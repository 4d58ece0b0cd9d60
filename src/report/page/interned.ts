/** Lists in which everything is once, and has a number. */
import { visible } from "../../words/text.ts";
import { DOMAIN_MARK } from "./page-data.ts";

/** Values by what JSON makes of them. */
export class Interned<T> {
  readonly all: T[] = [];
  readonly #numbers = new Map<string, number>();

  number(value: T): number {
    const key = JSON.stringify(value);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.all.push(value) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}

export class InternedTexts {
  readonly #texts = new Interned<string>();

  get all(): readonly string[] {
    return this.#texts.all;
  }

  /** Of a text that is shown for a domain, so that what is said alike of all of them is one text. */
  number(text: string, domain = ""): number {
    const seen = visible(text);
    return this.#texts.number(domain === "" ? seen : seen.replaceAll(domain, DOMAIN_MARK));
  }
}
