/** Whether two records say the same, however their texts are written. */
import { parseDkim } from "../mail/dkim.ts";
import { parseDmarc } from "../mail/dmarc.ts";
import type { Tag } from "../mail/tag-list.ts";
import { isDmarc, isSelector, isSpf } from "../mail/text-kind.ts";
import { bareTerm, spfTerms } from "../preset/spf-terms.ts";
import type { Name } from "../zone/name.ts";
import { printRdata, type Rdata } from "../zone/rdata.ts";

interface Said {
  readonly name: Name;
  readonly data: Rdata;
}

/** Equal for records that receivers cannot tell apart, but for the order in which they look things up. */
export type Meaning = (record: Said) => string;

/**
 * The meaning of records that are compared with those of a source. Where two of the source say the same in different texts,
 * neither stands for the other: two SPF records of one name are an error, one is not.
 */
export function meaningAmong(source: readonly Said[]): Meaning {
  const known = new Map<Said, string>();
  const texts = new Map<string, number>();
  for (const record of source) {
    const meaning = meaningOf(record);
    known.set(record, meaning);
    texts.set(meaning, (texts.get(meaning) ?? 0) + 1);
  }
  return (record) => {
    const meaning = known.get(record) ?? meaningOf(record);
    return (texts.get(meaning) ?? 0) > 1 ? `${record.name} ${printRdata(record.data)}` : meaning;
  };
}

function meaningOf({ name, data }: Said): string {
  const head = `${name} ${data.type} `;
  if (data.type !== "TXT") return head + printRdata(data);
  return head + (spfMeaning(data.text) ?? tagMeaning(name, data.text) ?? printRdata(data));
}

/**
 * The terms in any order, if all of them let pass: only then does the first that matches not matter (RFC 7208 §4.6.2). Only
 * spaces separate terms (§4.6.1).
 */
function spfMeaning(text: string): string | undefined {
  if (!isSpf(text) || /[^\x20-\x7e]/.test(text)) return undefined;
  const words = text.split(" ").filter((word) => word !== "");
  const all = words.findIndex((word) => /^[-+~?]?all$/i.test(word));
  // after `all` only modifiers count
  if (all >= 0 && words.slice(all + 1).some((word) => !/^[a-z][\w.-]*=/i.test(word))) return undefined;
  const terms = spfTerms(text);
  if (terms.some((term) => /^[-~?]/.test(term))) return undefined;
  const last = all < 0 ? "" : (words[all] as string).toLowerCase().replace(/^\+?a/, "+a");
  return JSON.stringify(["spf", terms.map(said).sort(), last]);
}

const said = (term: string): string => (term.includes("%") ? term : bareTerm(term));

/** A sound tag list without the white space that its grammar allows, in any order but for its first tags. */
function tagMeaning(name: Name, text: string): string | undefined {
  return isDmarc(text) ? dmarcMeaning(text) : isSelector(name) ? dkimMeaning(text) : undefined;
}

/** RFC 9989 §4.8. Readers of RFC 7489 (§6.3) want `p=` right after the version. */
function dmarcMeaning(text: string): string | undefined {
  const { tags, problems } = parseDmarc(text);
  if (problems.some(({ kind }) => kind === "syntax")) return undefined;
  return shown(tags[1]?.name === "p" ? "dmarc" : "dmarc without p first", tags, DMARC_VALUES);
}

/** RFC 6376 §3.6.1: `v=` is first if it is there, and white space is allowed inside `p=` and around the colons of lists. */
function dkimMeaning(text: string): string | undefined {
  const { tags, problems } = parseDkim(text);
  return problems.length > 0 || tags.length === 0 ? undefined : shown("dkim", tags, DKIM_VALUES);
}

/** By tag, its value without the white space that says nothing. */
type Values = Readonly<Record<string, (value: string) => string>>;

const listOf =
  (separator: string) =>
  (value: string): string =>
    value
      .split(separator)
      .map((item) => item.trim())
      .join(separator);

const DMARC_VALUES: Values = { fo: listOf(":"), rua: listOf(","), ruf: listOf(",") };
const DKIM_VALUES: Values = {
  p: (value) => value.replace(/[ \t]/g, ""),
  h: listOf(":"),
  s: listOf(":"),
  t: listOf(":"),
};

const shown = (form: string, tags: readonly Tag[], values: Values): string =>
  JSON.stringify([
    form,
    tags
      .map(({ name, value }) => `${name}=${Object.hasOwn(values, name) ? values[name]?.(value) : value}`)
      .sort(),
  ]);
