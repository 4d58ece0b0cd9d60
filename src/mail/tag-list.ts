/** Tag lists, the form of DKIM and DMARC records: `tag=value; tag=value` (RFC 6376 §3.2, RFC 9989 §4.8). */
import type { Span } from "../finding.ts";
import { type NamedItem, shorten, splitList } from "./list-items.ts";
import type { Problem } from "./problem.ts";

/** Names are case-sensitive in DKIM and DMARC. */
export type Tag = NamedItem;

export interface TagList {
  readonly tags: readonly Tag[];
  readonly problems: readonly Problem[];
}

/** Characters of a tag's name: DKIM also allows digits and underscores, DMARC only letters. */
const NAMES = { dkim: /^[a-z][a-z0-9_]*$/i, dmarc: /^[a-z]+$/i };

/** Anything but visible ASCII and the white space that may separate words. */
const REFUSED = /[^\x20-\x7e\t]/u;

/** Reads a tag list; the first of a repeated tag counts. */
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
      refuse(
        equals < 0
          ? `${shorten(spec)} is not of the form tag=value`
          : `${shorten(name)} is not a valid tag name`,
      );
      continue;
    }
    if (seen.has(name)) refuse(`the tag ${name} appears twice`);
    const after = spec.slice(equals + 1);
    const value = after.trim();
    const valueOffset = offset + equals + 1 + after.length - after.trimStart().length;
    const odd = REFUSED.exec(value);
    if (odd) {
      problems.push({
        offset: valueOffset + odd.index,
        length: odd[0].length,
        message: `the tag ${name} contains the character ${JSON.stringify(odd[0])}, which is not allowed`,
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

/** The value of a tag; undefined if it is absent. */
export function tagValue(tags: readonly Tag[], name: string): string | undefined {
  return tags.find((tag) => tag.name === name)?.value;
}

/** Where a tag is, name and value; undefined if it is absent. */
export function tagSpan(tags: readonly Tag[], name: string): Span | undefined {
  const tag = tags.find((each) => each.name === name);
  return tag && { offset: tag.offset, length: tag.valueOffset + tag.value.length - tag.offset };
}

/** Where the value of a tag is; undefined if the tag is absent. */
export function valueSpan(tags: readonly Tag[], name: string): Span | undefined {
  const tag = tags.find((each) => each.name === name);
  return tag && { offset: tag.valueOffset, length: tag.value.length };
}

/** Where the first `part` of a tag's value is; undefined if there is none. */
export function itemSpan(tags: readonly Tag[], name: string, part: string): Span | undefined {
  const tag = tags.find((each) => each.name === name);
  const at = tag?.value.indexOf(part) ?? -1;
  return tag === undefined || at < 0 ? undefined : { offset: tag.valueOffset + at, length: part.length };
}
