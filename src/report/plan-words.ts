/** Describes changes to records in the words of people who run mail. */
import { cloudOf } from "../cloud/clouds.ts";
import type { PolicyChange, RecordChange, ZoneChange } from "../engine/plan-change.ts";
import { textKind } from "../mail/text-kind.ts";
import { type Name, toUnicode } from "../zone/name.ts";
import { printRdata, type Rdata } from "../zone/rdata.ts";

/** How many characters of a value are shown; a DKIM key is longer. */
const MOST = 240;

/** Describes a zone that the stack creates or forgets, and what becomes of its signing. */
export function zoneSentence({ kind, zone, cloud, account }: ZoneChange): string {
  const where = `on ${cloudOf(cloud).title}${account === undefined ? "" : ` (${account})`}`;
  const name = `the zone ${shownOwner(zone)}`;
  switch (kind) {
    case "create":
      return `${name} is created ${where}; afterwards set its servers at the registrar (pulumi up prints them as nameServers)`;
    case "forget":
      return `the stack forgets ${name} ${where}, which stays there with everything in it`;
    case "sign":
      return `${name} is signed with DNSSEC ${where}; afterwards enter its DS record at the registrar (pulumi up prints it as dnssec)`;
    case "unsign":
      return `${name} is no longer signed with DNSSEC ${where}`;
    case "rekey":
      return `${name} gets another key ${where}; the old one stays beside it: enter the new DS record at the registrar (pulumi up prints it as dnssec), and remove the old one there a day after`;
    case "forget-signing":
      return `the stack forgets the DNSSEC of ${name} ${where}, which stays signed as it is`;
  }
}

/** Describes a policy that a cloud serves: one sentence for what becomes of it, or one per line of it that changes. */
export function policySentences({ kind, before, after }: PolicyChange): string[] {
  const [old, next] = [linesOf(before), linesOf(after)];
  switch (kind) {
    case "create":
      return [`the MTA-STS policy is served here: ${next.join(", ")}`];
    case "delete":
      return ["the MTA-STS policy is no longer served"];
    case "update":
    case "replace": {
      const told = lineSentences(old, next).map((sentence) => `the MTA-STS policy: ${sentence}`);
      return told.length > 0 ? told : ["the script that serves the MTA-STS policy changes, not the policy"];
    }
  }
}

const linesOf = (policy = ""): string[] =>
  policy
    .split(/\r?\n/)
    .filter((line) => line !== "" && !line.startsWith("version:"))
    .map((line) => line.replace(/:\s*/, " "));

function lineSentences(old: readonly string[], next: readonly string[]): string[] {
  const removed = old.filter((line) => !next.includes(line));
  const added = next.filter((line) => !old.includes(line));
  const keyOf = (line: string): string => line.slice(0, line.indexOf(" "));
  return [...new Set([...removed, ...added].map(keyOf))].flatMap((key) => {
    const values = (lines: readonly string[]): string[] =>
      lines.filter((line) => keyOf(line) === key).map((line) => line.slice(key.length + 1));
    return changedSentences(key, values(removed), values(added));
  });
}

/** How the values of one kind differ. */
function changedSentences(kind: string, from: readonly string[], to: readonly string[]): string[] {
  if (from.length === 1 && to.length === 1) return [`${kind} changes from ${from[0]} to ${to[0]}`];
  return [
    ...from.map((value) => `${kind} ${value} is deleted`),
    ...to.map((value) => `${kind} ${value} is added`),
  ];
}

/** Describes one change: one sentence per value, such as `MX 10 mx1.example.net. is added`. */
export function changeSentences(change: RecordChange): string[] {
  const gap = change.gap ? "; for a moment the name has no records of this type" : "";
  return sentences(change).map((sentence) => `${sentence}${gap}`);
}

function sentences(change: RecordChange): string[] {
  const { kind, owner, before, after } = change;
  const old = before?.data ?? [];
  const next = after?.data ?? [];
  const shown = (data: Rdata): string => `${kindOf(owner, data)} ${shownValue(data)}`;
  // a resource whose values could not be read is shown with its type only
  const all = (data: readonly Rdata[]): string[] => (data.length > 0 ? data.map(shown) : [change.type]);
  switch (kind) {
    case "create":
      return all(next).map((what) => `${what} is added`);
    case "delete":
      return all(old).map((what) => `${what} is deleted`);
    case "update":
      return valueSentences(change) ?? [`${change.type} changes only in settings that DNS does not show`];
    case "replace":
      return [
        ...(valueSentences(change)?.map(
          (sentence) => `${sentence}; the record is deleted and created again`,
        ) ?? all(next).map((what) => `${what} is deleted and created again`)),
      ];
  }
}

/** How the values differ; undefined if neither they nor the TTL do. */
function valueSentences({ owner, before, after }: RecordChange): string[] | undefined {
  const old = before?.data ?? [];
  const next = after?.data ?? [];
  const removed = without(old, next);
  const added = without(next, old);
  const told: string[] = [];
  for (const kind of new Set([...removed, ...added].map((data) => kindOf(owner, data)))) {
    const ofKind = (data: readonly Rdata[]): string[] =>
      data.filter((one) => kindOf(owner, one) === kind).map(shownValue);
    told.push(...changedSentences(kind, ofKind(removed), ofKind(added)));
  }
  if (before?.ttl !== after?.ttl) {
    const kinds = [...new Set(next.map((data) => kindOf(owner, data)))].join(" and ");
    told.push(`the TTL of ${kinds} changes from ${before?.ttl ?? "?"} to ${after?.ttl ?? "?"} s`);
  }
  return told.length > 0 ? told : undefined;
}

function without(data: readonly Rdata[], others: readonly Rdata[]): Rdata[] {
  const known = new Set(others.map(printRdata));
  return data.filter((one) => !known.has(printRdata(one)));
}

/** What a record is for, if that is more specific than its type: SPF, DMARC, a DKIM key. */
export function kindOf(owner: Name, data: Rdata): string {
  const purpose = data.type === "TXT" ? textKind(owner, data.text) : undefined;
  if (purpose === "DKIM") return "DKIM key";
  if (data.type === "CNAME" && owner.includes("._domainkey.")) return "DKIM CNAME";
  return purpose ?? data.type;
}

export function shownValue(data: Rdata): string {
  const text = data.type === "TXT" ? JSON.stringify(data.text) : printRdata(data);
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

/** The name in readable form, with its wildcard. */
export const shownOwner = (owner: Name): string => toUnicode(owner);
