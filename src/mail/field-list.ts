/**
 * Field lists, the form of MTA-STS and TLS-RPT records: a version, then `name=value` between semicolons, without
 * white space around the equals sign (RFC 8461 §3.1, RFC 8460 §3).
 */
import { type NamedItem, shorten, splitList } from "./list-items.ts";
import type { Problem } from "./problem.ts";

export type Field = NamedItem;

export interface FieldList {
  readonly fields: readonly Field[];
  readonly problems: readonly Problem[];
}

/** Letters and digits, and inside also `_`, `-` and `.`; 32 at most. */
const NAME = /^[a-z0-9][a-z0-9_.-]{0,31}$/i;

/** What a value must not contain: white space, `=`, control characters, anything but ASCII (sts-ext-value). */
const REFUSED = /[^\x21-\x3c\x3e-\x7e]/u;
/** `rua` may have white space, around its commas, and `=`, in its URIs. */
const REFUSED_IN_RUA = /[^\x20-\x7e\t]/u;

/**
 * Reads what follows a version such as `v=STSv1`, with which `text` begins; the first of a repeated field counts, unless
 * it is one that may be repeated.
 */
export function parseFields(text: string, version: string, repeatable?: string): FieldList {
  const fields: Field[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const items = splitList(text, ";");
  for (const [i, { text: spec, offset }] of items.entries()) {
    const refuse = (message: string, at = offset, length = spec.length): void => {
      problems.push({ offset: at, length: Math.max(length, 1), message });
    };
    if (i === 0) {
      if (spec !== version || offset > 0) refuse(`${version} does not come first`, 0);
      continue;
    }
    if (spec === "") {
      if (i < items.length - 1) refuse("a field is missing between two semicolons");
      continue;
    }
    const equals = spec.indexOf("=");
    const name = spec.slice(0, equals < 0 ? undefined : equals);
    if (equals < 0 || !NAME.test(name)) {
      const isSpaced = equals > 0 && /^\S+\s+$/.test(name);
      refuse(
        equals < 0
          ? `${shorten(spec)} is not of the form name=value`
          : isSpaced
            ? `there is white space before the = of ${name.trim()}`
            : `${shorten(name)} is not a valid field name`,
      );
      continue;
    }
    const value = spec.slice(equals + 1);
    const valueOffset = offset + equals + 1;
    const odd = (name === "rua" ? REFUSED_IN_RUA : REFUSED).exec(value);
    const isAgain = seen.has(name) && name !== repeatable;
    if (isAgain) refuse(`the field ${name} appears twice`);
    else if (value === "") refuse(`the field ${name} has no value`);
    else if (odd !== null) {
      refuse(
        `the field ${name} contains ${JSON.stringify(odd[0])}, which is not allowed`,
        valueOffset + odd.index,
        odd[0].length,
      );
    }
    if (!isAgain) fields.push({ name, value, offset, valueOffset });
    seen.add(name);
  }
  return { fields, problems };
}

/** Canonical text: the version and the fields, joined by `; `. */
export function printFields(version: string, fields: readonly Pick<Field, "name" | "value">[]): string {
  return [version, ...fields.map(({ name, value }) => `${name}=${value}`)].join("; ");
}
