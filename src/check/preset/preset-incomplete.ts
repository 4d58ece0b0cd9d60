import { quote } from "../../finding.ts";
import type { Domain, MissingParameter } from "../../preset/domain.ts";
import { namedAs } from "../../view/preset-uses.ts";
import { listed } from "../../words/list.ts";
import { withoutDot } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const presetIncomplete: ZoneCheck = {
  id: "preset-incomplete",
  severity: "error",
  rule: "A preset has the parameters that its records need; a record without its parameter is left out.",
  source: "the preset's own declaration",
  explanation: {
    why: "Some records contain a value that only the provider knows, such as a token or a key.",
    effect: "The records are left out. If they are required, the service does not work.",
    fix: "Copy the value from the provider. The finding says where it is shown.",
    fails: example("mode: send-only", "senders: [{provider: sendgrid, with: {em_label: em1}}]"),
    passes: example("mode: send-only", "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}}]"),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      for (const missing of domain.missing) {
        const { preset, parameter, required, records, place } = missing;
        report({
          severity: required ? "error" : "info",
          message: `${preset.askedFor} is used without its parameter ${parameter} (${about(missing)}), so ${listed(records)} ${records.length === 1 ? "is" : "are"} left out`,
          help: help(domain, missing),
          domain: withoutDot(domain.spec.domain),
          place,
        });
      }
    }
  },
};

function about({ preset, parameter }: MissingParameter): string {
  return preset.parameters[parameter]?.about.replace(/\.$/, "").replace(/\s+/g, " ") ?? "not described";
}

function help({ spec }: Domain, { preset, parameter }: MissingParameter): string {
  const declared = preset.parameters[parameter];
  const example = declared?.example;
  const value =
    example === undefined
      ? "..."
      : Array.isArray(example)
        ? `[${example.map(quote).join(", ")}]`
        : quote(String(example));
  const use = `{${namedAs(spec, preset.askedFor)}, with: {${parameter}: ${value}}}`;
  const isSender = spec.senders.some(({ id }) => id === preset.askedFor);
  const role = spec.gateway?.id === preset.askedFor ? "gateway" : "mailbox";
  const key = isSender ? `senders: [${use}]` : `${role}: ${use}`;
  return declared?.find === undefined
    ? `add it under with, as in ${key}`
    : `add it under with, as in ${key}; where to find it: ${declared.find}`;
}
