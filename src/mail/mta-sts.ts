/** MTA-STS records and policies (RFC 8461 §3.1, §3.2). */
import { createHash } from "node:crypto";
import { hostFault } from "../zone/name.ts";
import { type Field, parseFields, printFields } from "./field-list.ts";
import type { Problem } from "./problem.ts";

const VERSION = "v=STSv1";

/** Whether senders treat the text as an MTA-STS record; texts that begin differently are discarded (§3.1). */
export function isMtaSts(text: string): boolean {
  return /^v=STSv1[ \t]*;/.test(text);
}

export interface StsProblem extends Problem {
  /** `id` for a problem with the value of `id=`; undefined for a problem with the list. */
  readonly field?: "id";
}

export interface MtaSts {
  readonly fields: readonly Field[];
  /** Undefined if the record has none. */
  readonly id: string | undefined;
  readonly problems: readonly StsProblem[];
}

/** Reads a text that `isMtaSts`. */
export function parseMtaSts(text: string): MtaSts {
  const { fields, problems } = parseFields(text, VERSION);
  const wrong: StsProblem[] = [...problems];
  const id = fields.find(({ name }) => name === "id");
  if (id === undefined) {
    wrong.push({ offset: 0, length: text.length, message: "id= is missing" });
  } else if (id.value !== "" && !/^[a-z0-9]{1,32}$/i.test(id.value)) {
    const message =
      id.value.length > 32 ? "has more than 32 characters" : "has characters other than letters and digits";
    wrong.push({ offset: id.valueOffset, length: id.value.length, message: `id= ${message}`, field: "id" });
  }
  return { fields, id: id?.value, problems: wrong };
}

/** Canonical text; the inverse of `parseMtaSts` for a record without problems. */
export function printMtaSts({ fields }: Pick<MtaSts, "fields">): string {
  return printFields(VERSION, fields);
}

export const STS_MODES = ["enforce", "testing", "none"] as const;
export type StsMode = (typeof STS_MODES)[number];

/** Longest time that a policy may be cached, in seconds: about a year (§3.2). */
const MOST_AGE = 31_557_600;

export interface StsPolicy {
  readonly mode: StsMode | undefined;
  /** Seconds. */
  readonly maxAge: number | undefined;
  /** Patterns of MX hosts: a host name, or `*.` and a name, lower case. */
  readonly mx: readonly string[];
  /** Other keys, as written. */
  readonly others: readonly { readonly key: string; readonly value: string }[];
  readonly problems: readonly Problem[];
}

/** Whether a text is a host name, or one with `*` as its first label (§4.1). */
function isPattern(text: string): boolean {
  const host = text.startsWith("*.") ? text.slice(2) : text;
  return /^[a-z0-9.-]*[a-z0-9]$/.test(host) && hostFault(host) === undefined;
}

/** Reads a policy file: lines of `key: value`, ended by LF or CRLF. */
export function parseStsPolicy(text: string): StsPolicy {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const mx: string[] = [];
  const others: { key: string; value: string }[] = [];
  let mode: StsMode | undefined;
  let maxAge: number | undefined;
  let offset = 0;
  for (const raw of text.split("\n")) {
    const start = offset;
    offset += raw.length + 1;
    const line = raw.replace(/\r$/, "");
    if (line.trim() === "") continue;
    const refuse = (message: string): void => {
      problems.push({ offset: start, length: line.length, message });
    };
    const [, key = "", written = ""] = /^([^\s:]+)[ \t]*:(.*)$/.exec(line) ?? [];
    const value = written.trim();
    if (key === "") {
      refuse(`${shorten(line)} is not of the form key: value`);
      continue;
    }
    if (key !== "mx" && seen.has(key)) {
      refuse(`${key} appears twice`);
      continue;
    }
    const first = seen.size === 0;
    seen.add(key);
    if (first && key !== "version") refuse("version: STSv1 does not come first");
    switch (key) {
      case "version":
        if (value !== "STSv1") refuse("the version must be STSv1");
        break;
      case "mode":
        mode = STS_MODES.find((each) => each === value);
        if (mode === undefined) refuse(`the mode must be enforce, testing or none, not ${shorten(value)}`);
        break;
      case "max_age":
        if (!/^\d{1,10}$/.test(value) || Number(value) > MOST_AGE) {
          refuse(`max_age must be a number of seconds, at most ${MOST_AGE}`);
        } else maxAge = Number(value);
        break;
      case "mx":
        if (!isPattern(value.toLowerCase()))
          refuse(`${shorten(value)} is neither a host name nor a *. pattern`);
        else mx.push(value.toLowerCase());
        break;
      default:
        others.push({ key, value });
    }
  }
  for (const key of ["version", "mode", "max_age"]) {
    if (!seen.has(key)) problems.push({ offset: 0, length: text.length, message: `${key} is missing` });
  }
  if (!seen.has("mx") && mode !== "none") {
    problems.push({ offset: 0, length: text.length, message: "mx is missing" });
  }
  return { mode, maxAge, mx, others, problems };
}

/** Canonical text; the inverse of `parseStsPolicy` for a policy without problems. */
export function printStsPolicy({ mode, maxAge, mx, others }: Omit<StsPolicy, "problems">): string {
  return [
    "version: STSv1",
    ...(mode === undefined ? [] : [`mode: ${mode}`]),
    ...mx.map((pattern) => `mx: ${pattern}`),
    ...(maxAge === undefined ? [] : [`max_age: ${maxAge}`]),
    ...others.map(({ key, value }) => `${key}: ${value}`),
    "",
  ].join("\n");
}

/** An id for the record of a policy: it changes with the policy, and only with it (§3.1: 1 to 32 letters and digits). */
export const stsId = (policy: string): string =>
  createHash("sha256").update(policy).digest("hex").slice(0, 20);

/** The record that announces a policy. */
export const composeMtaSts = (policy: string): string => `${VERSION}; id=${stsId(policy)};`;

/** Whether a pattern of a policy covers an MX host; `*.` stands for one label (§4.1). Both without a final dot. */
export function stsCovers(pattern: string, host: string): boolean {
  if (!pattern.startsWith("*.")) return pattern === host;
  const dot = host.indexOf(".");
  return dot > 0 && host.slice(dot) === pattern.slice(1);
}

const shorten = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 37)}...` : text);
