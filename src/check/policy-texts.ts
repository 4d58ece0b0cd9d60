/** Problems of texts that a domain publishes once, at one name: MTA-STS, TLS-RPT and BIMI. */
import { quote, type Span } from "../finding.ts";
import type { Zone } from "../plan/zone.ts";
import { type PolicyKind, straysOf, transportRecords } from "../view/transport-records.ts";
import { atOwner, atText } from "../view/whereabouts-inside.ts";
import { shownName } from "../words/record.ts";
import type { AmongCheck, Report, Reported, ZoneCheck } from "./check.ts";
import { severalPolicies } from "./several-policies.ts";

/** One of these kinds of text. */
export interface PolicyText {
  readonly kind: PolicyKind;
  /** Such as `MTA-STS`. */
  readonly title: string;
  /** Who looks the text up, in the plural. */
  readonly readers: string;
  /** Where they look: in words, and as the name of a record. */
  readonly at: string;
  readonly name: string;
  /** How a text begins, and how a whole one looks. */
  readonly version: string;
  readonly form: string;
  /** What follows if there is no valid text. */
  readonly loss: string;
  readonly isOne: (text: string) => boolean;
  /** What is wrong in a text that is one. */
  readonly problemsOf: (text: string) => readonly PolicyProblem[];
}

export interface PolicyProblem extends Span, Pick<Reported, "severity" | "help"> {
  /** What follows `the MTA-STS record _mta-sts.example.com`. */
  readonly says: string;
}

/** What a check of such a text does. */
export function policyTextChecks(
  policy: PolicyText,
): Pick<ZoneCheck, "check"> & Pick<AmongCheck, "checkAmong"> {
  return {
    check: (zone, report) => policyTexts(zone, policy, report),
    checkAmong: (zone, zones, report) => strayPolicyTexts(zone, zones, policy, report),
  };
}

/** Reports texts that nobody can use, at the names where they are looked for. */
function policyTexts(zone: Zone, policy: PolicyText, report: Report): void {
  const all = transportRecords(zone)[policy.kind];
  if (all.length === 0) return;
  const { title, readers, version, form, loss, isOne } = policy;
  const valid = all.filter(({ text }) => isOne(text));
  severalPolicies(
    zone,
    valid,
    { kind: title, consequence: `${readers} use none of them, so ${loss}` },
    report,
  );
  for (const { record, text } of all) {
    if (isOne(text)) {
      for (const { says, offset, length, ...rest } of policy.problemsOf(text)) {
        report({
          ...rest,
          message: `the ${title} record ${shownName(record.name)} ${says}`,
          ...atText(zone, record, { offset, length }),
        });
      }
    } else if (!valid.some((other) => other.record.name === record.name)) {
      report({
        message: `${shownName(record.name)} TXT ${quote(text)} is not a valid ${title} record: it does not begin with ${version} (case-sensitive), so ${readers} ignore it`,
        help: `write it as ${form}`,
        ...atText(zone, record, { offset: 0, length: text.length }),
      });
    }
  }
}

/** Reports texts where nobody looks for them. */
function strayPolicyTexts(
  zone: Zone,
  zones: readonly Zone[],
  { kind, title, readers, at, name, loss }: PolicyText,
  report: Report,
): void {
  for (const { record, text } of straysOf(kind, zone, zones)) {
    report({
      message: `${shownName(record.name)} has the ${title} text ${quote(text)}, but ${readers} look for it only at ${at}, so ${loss}`,
      help: `name the record ${name}`,
      ...atOwner(zone, record),
    });
  }
}
