import { quote } from "../../finding.ts";
import type { Zone } from "../../plan/zone.ts";
import type { Domain, MissingParameter } from "../../preset/domain.ts";
import { PLACEHOLDER } from "../../preset/template.ts";
import { isOwn } from "../../view/mail-domain.ts";
import { namedAs } from "../../view/preset-uses.ts";
import { listed } from "../../words/list.ts";
import { oneLine } from "../../words/text.ts";
import { type Name, relativeName, withoutDot } from "../../zone/name.ts";
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
    fix: "Copy the value from the provider. The finding says where it is shown. A record that the spec gives otherwise, under dkim:, records: or external:, is not missed.",
    fails: example("mode: send-only", "senders: [{provider: sendgrid, with: {em_label: em1}}]"),
    passes: example("mode: send-only", "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}}]"),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      for (const missing of domain.missing) {
        const { preset, parameter, required, place } = missing;
        const records = missing.records.filter((record) => !isProvided(zone, domain, record));
        if (records.length === 0) continue;
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

/**
 * Whether the spec has the record, `OWNER TYPE`, otherwise: under `dkim:`, `records` or `external`. What a text at the domain
 * itself is for cannot be told. Placeholders in the owner stand for anything.
 */
function isProvided(zone: Zone, { spec, records }: Domain, record: string): boolean {
  const [owner = "@", type] = record.split(" ");
  if (owner === "@" && type === "TXT") return false;
  const parts = owner.toLowerCase().replaceAll(PLACEHOLDER, "{}").split("{}");
  const fits = (name: Name): boolean => hasParts(relativeName(name, spec.domain), parts);
  return (
    records.some((one) => isOwn(one) && fits(one.name) && [type, "CNAME"].includes(one.data.type)) ||
    (owner !== "@" && [...zone.external].some(fits))
  );
}

/** Whether a text begins and ends with the first and the last part, and has the others between them in order. */
function hasParts(text: string, [first = "", ...others]: readonly string[]): boolean {
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of others) {
    at = text.indexOf(part, at + 1);
    if (at < 0) return false;
    at += part.length;
  }
  return at < text.length - last.length;
}

function about({ preset, parameter }: MissingParameter): string {
  const told = preset.parameters[parameter]?.about;
  return told === undefined ? "not described" : oneLine(told).replace(/\.$/, "");
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
