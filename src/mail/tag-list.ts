/** Tag lists, the form of DKIM and DMARC records: `tag=value; tag=value` (RFC 6376 §3.2, RFC 9989 §4.8). */
import type { Span } from "../finding.ts";
import { splitList } from "./list-items.ts";
import type { Problem } from "./problem.ts";

export interface Tag {
  /** As it is written; both formats compare names by case. */
  readonly name: string;
  /** Without the white space around it. */
  readonly value: string;
  /** Where the name begins, in UTF-16 units. */
  readonly offset: number;
  /** Where the value begins. */
  readonly valueOffset: number;
}

export interface TagList {
  readonly tags: readonly Tag[];
  readonly problems: readonly Problem[];
}

/** What a tag's name is made of: DKIM has digits and underscores in it, DMARC letters alone. */
const NAMES = { dkim: /^[a-z][a-z0-9_]*$/i, dmarc: /^[a-z]+$/i };

/** Visible ASCII and the white space that may stand between words. */
const REFUSED = /[^\x20-\x7e\t]/u;

/** Reads a tag list; of a tag that stands twice the first counts. */
export function parseTagList(text: string, format: keyof typeof NAMES): TagList {
  const tags: Tag[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const items = splitList(text, ";");
  for (const [i, { text: spec, offset }] of items.entries()) {
    const refuse = (message: string): void => {
      problems.push({ offset, length: Math.max(spec.length, 1), message });
    };
    if (spec === "") {
      if (i < items.length - 1) refuse("a tag is missing between two semicolons");
      continue;
    }
    const equals = spec.indexOf("=");
    const name = spec.slice(0, equals < 0 ? undefined : equals).trim();
    if (equals < 0 || !NAMES[format].test(name)) {
      refuse(equals < 0 ? `${shorten(spec)} is no tag=value` : `${shorten(name)} is no name of a tag`);
      continue;
    }
    if (seen.has(name)) refuse(`the tag ${name} stands twice`);
    const after = spec.slice(equals + 1);
    const value = after.trim();
    const valueOffset = offset + equals + 1 + after.length - after.trimStart().length;
    const odd = REFUSED.exec(value);
    if (odd) {
      problems.push({
        offset: valueOffset + odd.index,
        length: odd[0].length,
        message: `the tag ${name} has the character ${JSON.stringify(odd[0])}, which cannot stand in it`,
      });
    }
    if (!seen.has(name)) tags.push({ name, value, offset, valueOffset });
    seen.add(name);
  }
  return { tags, problems };
}

/** Canonical text: `tag=value` joined by `; `. */
export function printTagList(tags: readonly Pick<Tag, "name" | "value">[]): string {
  return tags.map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** The value of a tag; undefined where it is absent. */
export function tagValue(tags: readonly Tag[], name: string): string | undefined {
  return tags.find((tag) => tag.name === name)?.value;
}

/** Where a tag stands, its name and its value; undefined where it is absent. */
export function tagSpan(tags: readonly Tag[], name: string): Span | undefined {
  const tag = tags.find((each) => each.name === name);
  return tag && { offset: tag.offset, length: tag.valueOffset + tag.value.length - tag.offset };
}

/** Where the value of a tag stands; undefined where the tag is absent. */
export function valueSpan(tags: readonly Tag[], name: string): Span | undefined {
  const tag = tags.find((each) => each.name === name);
  return tag && { offset: tag.valueOffset, length: tag.value.length };
}

/** Where the first `part` of a tag's value stands; undefined where there is none. */
export function itemSpan(tags: readonly Tag[], name: string, part: string): Span | undefined {
  const tag = tags.find((each) => each.name === name);
  const at = tag?.value.indexOf(part) ?? -1;
  return tag === undefined || at < 0 ? undefined : { offset: tag.valueOffset + at, length: part.length };
}

const shorten = (text: string): string => JSON.stringify(text.length > 30 ? `${text.slice(0, 27)}...` : text);
