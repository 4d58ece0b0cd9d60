/** Values of CAA properties (RFC 8659 §4, RFC 9495, and issuevmc of the BIMI group). */
import { splitList } from "./list-items.ts";
import { addressProblem, mailtoProblem } from "./mail-address.ts";
import type { Problem } from "./problem.ts";
import { webProblem } from "./web-address.ts";

/** Properties that say which CA may issue what; their values all have the same form. */
export const CAA_ISSUE_TAGS = ["issue", "issuewild", "issuemail", "issuevmc"] as const;
export type CaaIssueTag = (typeof CAA_ISSUE_TAGS)[number];

/** Other registered properties: where a CA reports violations, and whom it may contact. */
const CONTACT_TAGS: ReadonlySet<string> = new Set(["iodef", "contactemail", "contactphone"]);

export const isIssueTag = (tag: string): tag is CaaIssueTag => CAA_ISSUE_TAGS.some((each) => each === tag);
export const isCaaTag = (tag: string): boolean => isIssueTag(tag) || CONTACT_TAGS.has(tag);

export interface CaaIssue {
  /** Domain name of the CA, lower case; empty if no CA may issue. */
  readonly issuer: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
  readonly problems: readonly Problem[];
}

const LABEL = /^[a-z0-9](?:-*[a-z0-9])*$/i;

/** Reads the value of `issue` and similar tags: `ca.example.net; account=1`, or `;` for none (RFC 8659 §4.2). */
export function parseCaaIssue(value: string): CaaIssue {
  const problems: Problem[] = [];
  const parameters: { name: string; value: string }[] = [];
  const [head, ...rest] = splitList(value, ";");
  const issuer = head?.text ?? "";
  if (issuer !== "" && !issuer.split(".").every((label) => LABEL.test(label))) {
    const message = `${shorten(issuer)} is not the domain name of a CA`;
    problems.push({ offset: head?.offset ?? 0, length: issuer.length, message });
  }
  for (const [i, { text: parameter, offset }] of rest.entries()) {
    if (parameter === "") {
      if (i > 0 || rest.length > 1) {
        problems.push({
          offset: Math.min(offset, value.length),
          length: 1,
          message: "a parameter is missing after a semicolon",
        });
      }
      continue;
    }
    const [, name = "", text = ""] =
      /^([a-z0-9](?:-*[a-z0-9])*)[ \t]*=[ \t]*([\x21-\x3a\x3c-\x7e]*)$/i.exec(parameter) ?? [];
    if (name === "") {
      problems.push({
        offset,
        length: parameter.length,
        message: `${shorten(parameter)} is not of the form name=value`,
      });
    } else parameters.push({ name, value: text });
  }
  return { issuer: issuer.toLowerCase(), parameters, problems };
}

/** Canonical text; the inverse of `parseCaaIssue` for a value without problems. */
export function printCaaIssue({ issuer, parameters }: Omit<CaaIssue, "problems">): string {
  if (parameters.length === 0) return issuer === "" ? ";" : issuer;
  return `${issuer}; ${parameters.map(({ name, value }) => `${name}=${value}`).join("; ")}`;
}

/** A problem with a property: with its flags or tag as a whole, or with part of its value. */
export interface CaaProblem extends Problem {
  readonly field: "flags" | "tag" | "value";
}

/** What CAs cannot understand in a property: its tag, its flags or its value (RFC 8659 §4.1). */
export function caaProblems(flags: number, tag: string, value: string): readonly CaaProblem[] {
  const refuse = (message: string, field: CaaProblem["field"]): readonly CaaProblem[] => {
    const text = { flags: String(flags), tag, value }[field];
    return [{ offset: 0, length: Math.max(text.length, 1), message, field }];
  };
  if (!/^[a-z0-9]+$/i.test(tag))
    return refuse(`the tag ${shorten(tag)} has characters other than letters and digits`, "tag");
  if (flags > 255) return refuse(`the flags are ${flags}; the maximum is 255`, "flags");
  if (!isCaaTag(tag)) return refuse(`${tag} is not a registered property`, "tag");
  if (flags !== 0 && flags !== 128)
    return refuse(`the flags are ${flags}; only 0 and 128 (critical) are defined`, "flags");
  if (isIssueTag(tag))
    return parseCaaIssue(value).problems.map((problem) => ({ ...problem, field: "value" }));
  if (tag === "iodef") {
    const problem = /^mailto:/i.test(value) ? mailtoProblem(value) : reportUrlProblem(value);
    return problem === undefined ? [] : refuse(`${shorten(value)} ${problem}`, "value");
  }
  if (tag === "contactemail") {
    const problem = addressProblem(value);
    return problem === undefined ? [] : refuse(`${shorten(value)} ${problem}`, "value");
  }
  return value === "" ? refuse("its value is empty", "value") : [];
}

const reportUrlProblem = (value: string): string | undefined =>
  /^https?:/i.test(value) ? webProblem(value) : "is not a mailto:, http: or https: URL";

const shorten = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 37)}...` : text);
