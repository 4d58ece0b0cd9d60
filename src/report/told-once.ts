/** Findings of one cause are told once: a mistake in defaults that a thousand domains share is one mistake. */
import { type Finding, numberOf } from "../finding.ts";
import { counted } from "../words/text.ts";
import { toUnicode } from "../zone/name.ts";

/** What tells findings apart, besides what they say. */
type Apart<F> = (finding: F) => string;

const nothing = (): string => "";

/** At different places, findings are different ones: for formats that mark lines. */
export const byPlace = ({ place }: Finding): string => `${place?.file}:${place?.line}:${place?.column}`;

/**
 * The first finding of each cause, in order; `alike` has the others. Findings have one cause if they have the same code and say the
 * same, but for the domain that they are about and the ids of records.
 */
export function toldOnce<F extends Finding>(findings: readonly F[], apart: Apart<F> = nothing): F[] {
  const groups = Map.groupBy(findings, (finding) => `${cause(finding)}\n${apart(finding)}`);
  return [...groups.values()].map((group) => {
    const [first, ...alike] = group as [F, ...F[]];
    return alike.length === 0 ? first : { ...first, ...summed(first, group), alike };
  });
}

function cause({ code, severity, domain, message, help = "", related = [], sum }: Finding): string {
  const said =
    sum === undefined ? [message, help, ...related.map(({ note }) => note)] : [sum.message, sum.help];
  return [code, severity, ...said.map((text) => withoutNames(text, domain))].join("\n");
}

/** Ids are as `shownLive` writes them. */
function withoutNames(text: string, domain: string | undefined): string {
  const anonymous = text.replace(/\(record [^\s,)]+/g, "(record");
  if (domain === undefined) return anonymous;
  return anonymous.replaceAll(domain, "*").replaceAll(toUnicode(domain), "*");
}

/** What is said of the records of a sum instead of the first one's message. */
function summed({ sum }: Finding, group: readonly Finding[]): Pick<Finding, "message" | "help"> | undefined {
  if (sum === undefined) return undefined;
  const domains = new Set(group.map(({ domain }) => domain));
  const [only = ""] = domains;
  const whose = domains.size === 1 ? only : counted(domains.size, "domain");
  return { message: `${numberOf(group)} records of ${whose} ${sum.message}`, help: sum.help };
}
