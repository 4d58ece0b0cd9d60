/** Describes changes to records in the words of people who run mail. */
import { cloudOf } from "../cloud/clouds.ts";
import type { PolicyChange, RecordChange, RecordState, ZoneChange } from "../engine/plan-change.ts";
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
  switch (kind) {
    case "create":
      return [`the MTA-STS policy is served here: ${policyParts(after).map(named).join(", ")}`];
    case "delete":
      return ["the MTA-STS policy is no longer served"];
    case "update":
    case "replace": {
      const told = differences(policyParts(before), policyParts(after));
      return told.length > 0
        ? told.map((sentence) => `the MTA-STS policy: ${sentence}`)
        : ["the script that serves the MTA-STS policy changes, not the policy"];
    }
  }
}

/** One value of what changes: equal ones have the same text. */
interface Part {
  readonly kind: string;
  readonly text: string;
  readonly shown: string;
}

const named = ({ kind, shown }: Part): string => `${kind} ${shown}`;

/** The lines `key: value` of a policy, but for the version. */
const policyParts = (policy = ""): Part[] =>
  policy.split(/\r?\n/).flatMap((text) => {
    const colon = text.indexOf(":");
    const kind = text.slice(0, Math.max(colon, 0));
    return kind === "" || kind === "version" ? [] : [{ kind, text, shown: text.slice(colon + 1).trim() }];
  });

const recordParts = (owner: Name, state: RecordState | undefined): Part[] =>
  (state?.data ?? []).map((data) => ({
    kind: kindOf(owner, data),
    text: printRdata(data),
    shown: shownValue(data),
  }));

/** How values differ, kind by kind. */
function differences(old: readonly Part[], next: readonly Part[]): string[] {
  const [removed, added] = [without(old, next), without(next, old)];
  return [...new Set([...removed, ...added].map(({ kind }) => kind))].flatMap((kind) => {
    const ofKind = (parts: readonly Part[]): Part[] => parts.filter((part) => part.kind === kind);
    const [from, to] = [ofKind(removed), ofKind(added)];
    return from.length === 1 && to.length === 1
      ? [`${kind} changes from ${from[0]?.shown} to ${to[0]?.shown}`]
      : [...from.map((part) => `${named(part)} is deleted`), ...to.map((part) => `${named(part)} is added`)];
  });
}

function without(parts: readonly Part[], others: readonly Part[]): Part[] {
  const known = new Set(others.map(({ text }) => text));
  return parts.filter(({ text }) => !known.has(text));
}

/** Describes one change: one sentence per value, such as `MX 10 mx1.example.net. is added`. */
export function changeSentences(change: RecordChange): string[] {
  const gap = change.gap ? "; for a moment the name has no records of this type" : "";
  return sentences(change).map((sentence) => `${sentence}${gap}`);
}

function sentences(change: RecordChange): string[] {
  const { kind, owner, before, after } = change;
  const all = (state: RecordState | undefined): string[] => {
    const parts = recordParts(owner, state);
    // a resource whose values could not be read is shown with its type only
    return parts.length > 0 ? parts.map(named) : [change.type];
  };
  switch (kind) {
    case "create":
      return all(after).map((what) => `${what} is added`);
    case "delete":
      return all(before).map((what) => `${what} is deleted`);
    case "update":
      return valueSentences(change) ?? [`${change.type} changes only in settings that DNS does not show`];
    case "replace":
      return [
        ...(valueSentences(change)?.map(
          (sentence) => `${sentence}; the record is deleted and created again`,
        ) ?? all(after).map((what) => `${what} is deleted and created again`)),
      ];
  }
}

/** How the values differ; undefined if neither they nor the TTL do. */
function valueSentences({ owner, before, after }: RecordChange): string[] | undefined {
  const next = recordParts(owner, after);
  const told = differences(recordParts(owner, before), next);
  if (before?.ttl !== after?.ttl) {
    const kinds = [...new Set(next.map(({ kind }) => kind))].join(" and ");
    told.push(`the TTL of ${kinds} changes from ${before?.ttl ?? "?"} to ${after?.ttl ?? "?"} s`);
  }
  return told.length > 0 ? told : undefined;
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
