/** The evaluation of SPF for one client, as text for people and as JSON. */
import { z } from "zod";
import type { Client, SpfStep, SpfVerdict } from "../mail/check-host.ts";
import { MOST_LOOKUPS, MOST_VOIDS } from "../mail/spf-budget.ts";
import { printTerm } from "../mail/spf-term.ts";
import { counted, visible } from "../words/text.ts";
import { columns } from "./columns.ts";

const RESULTS = ["none", "neutral", "pass", "fail", "softfail", "temperror", "permerror"] as const;

const step = z.strictObject({
  domain: z.string().describe("The domain whose record has the term"),
  term: z.string().describe("The mechanism or modifier"),
  outcome: z.string().describe("match, no match, or for redirect the result of the other record"),
});

export const spfVerdictDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  result: z.enum(RESULTS).describe("RFC 7208 §2.6"),
  term: z
    .string()
    .nullable()
    .describe("The term that decided; null where none did, or the record is at fault"),
  domain: z.string().nullable().describe("The domain whose record has that term"),
  file: z.string().nullable().describe("Where a spec asks for the term; null if none does"),
  line: z.int().nullable().describe("1-based"),
  explanation: z.string().nullable().describe("The domain's own words about a fail"),
  lookups: z.int().describe("Terms with a look-up; more than 10 are a permerror"),
  voids: z.int().describe("Look-ups that found nothing; more than 2 are a permerror"),
  trace: z.array(step).describe("The terms in the order in which they were evaluated"),
});

/** Where a spec asks for the decisive term. */
export interface Asking {
  readonly file: string;
  readonly line: number | undefined;
}

export function spfVerdictJson(
  { result, decisive, explanation, lookups, voids, trace }: SpfVerdict,
  at: Asking | undefined,
): z.infer<typeof spfVerdictDocument> {
  return {
    ...{
      version: 1,
      result,
      term: decisive ? printTerm(decisive.term) : null,
      domain: decisive?.domain ?? null,
    },
    ...{ file: at?.file ?? null, line: at?.line ?? null, explanation: explanation ?? null, lookups, voids },
    trace: trace.map((one) => ({ domain: one.domain, term: printTerm(one.term), outcome: one.outcome })),
  };
}

const MEANS: Readonly<Record<SpfVerdict["result"], string>> = {
  pass: "may send as",
  fail: "must not send as",
  softfail: "probably must not send as",
  neutral: "is neither allowed nor forbidden to send as",
  none: "sends as a domain without SPF:",
  temperror: "could not be judged for a failure of DNS, sending as",
  permerror: "sends as a domain whose SPF record is invalid:",
};

export function printSpfVerdict(client: Client, verdict: SpfVerdict, at: Asking | undefined): string {
  const { result, decisive, explanation, lookups, voids, trace } = verdict;
  const who = client.sender === "" ? client.helo : client.sender;
  const lines = [
    `${result}: ${client.ip} ${MEANS[result]} ${who}`,
    ...(decisive === undefined ? [] : [`  by ${because(decisive, at)}`]),
    ...(explanation === undefined ? [] : [`  the domain says: ${explanation}`]),
    `  ${counted(lookups, "look-up")} of at most ${MOST_LOOKUPS}, ${voids} of at most ${MOST_VOIDS} without a result`,
  ].map(visible);
  const steps = trace.map((one) => [visible(one.domain), visible(printTerm(one.term)), one.outcome]);
  return `${lines.join("\n")}\n${steps.length === 0 ? "" : `\n${columns(steps)}`}`;
}

function because({ term, domain }: SpfStep, at: Asking | undefined): string {
  const place = at === undefined ? "" : ` (${at.file}${at.line === undefined ? "" : `:${at.line}`})`;
  return `${printTerm(term)} in the record of ${domain}${place}`;
}
