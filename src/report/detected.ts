/** The result of `mailzone detect`, as text for people and as JSON. */
import { z } from "zod";
import type { Finding } from "../finding.ts";
import type { Difference } from "../preset/detect/differences.ts";
import type { Service } from "../preset/detect/service.ts";
import type { Suggestion } from "../preset/detect/suggest.ts";
import { shortened, visible } from "../words/text.ts";
import { toUnicode, withoutDot } from "../zone/name.ts";
import { columns } from "./columns.ts";
import { findingDocument, findingJson } from "./json.ts";

const difference = z.strictObject({
  owner: z.string().describe("Relative to the mail domain"),
  type: z
    .string()
    .describe("The record's type; SPF for one term of an SPF record, SPF all for its all mechanism"),
  wanted: z.string().nullable().describe("What the presets publish there"),
  found: z.string().nullable().describe("What was found there"),
  provider: z.string().nullable().describe("The preset that publishes it"),
});

export const detectDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  domain: z.string().describe("The mail domain, in A-labels, without final dot"),
  services: z
    .array(
      z.strictObject({
        id: z.string().describe("The preset, or its variant"),
        title: z.string().describe("The service's name"),
        role: z
          .enum(["mailbox", "gateway", "sender", "parked"])
          .describe("The key of the spec that it belongs under"),
        with: z
          .record(z.string(), z.union([z.string(), z.array(z.string())]))
          .describe("Parameters recovered from the records, without those that have their default"),
        groups: z.array(z.string()).describe("Optional groups that were found"),
        orElse: z.array(z.string()).describe("Presets that explain the same records just as well"),
        evidence: z
          .array(
            z.strictObject({
              owner: z.string().describe("Relative to the mail domain"),
              type: z.string().describe("The record's type; SPF for one term of an SPF record"),
              data: z.string().describe("Hosts without final dot"),
            }),
          )
          .describe("The records that match it"),
      }),
    )
    .describe("The presets that the records come from"),
  missing: z.array(difference).describe("Records of the presets that were not found"),
  different: z.array(difference).describe("Records that were found with another value"),
  extra: z
    .array(difference)
    .describe("Mail records that neither the detected presets nor the rest of the spec have"),
  untold: z
    .array(
      z.strictObject({
        provider: z.string().describe("The preset"),
        parameter: z.string().describe("Its name"),
        required: z.boolean().describe("Whether the preset cannot work without it"),
        records: z.array(z.string()).describe("Owners and types of the records that need it"),
      }),
    )
    .describe("Parameters whose values cannot be recovered from the records"),
  spec: z.string().nullable().describe("A matching spec, as YAML"),
  findings: z.array(findingDocument).describe("What is wrong with the zone file or the spec"),
});

type Document = z.infer<typeof detectDocument>;

export function detectJson(found: Suggestion, findings: readonly Finding[]): Document {
  const all = (ones: readonly Difference[]): Document["missing"] =>
    ones.map(({ owner, type, wanted, found: there, provider }) => ({
      owner,
      type,
      wanted: wanted ?? null,
      found: there ?? null,
      provider: provider ?? null,
    }));
  return {
    version: 1,
    domain: withoutDot(found.domain),
    services: found.services.map((service) => ({
      id: service.id,
      title: service.preset.title,
      role: service.role,
      with: Object.fromEntries(
        Object.entries(service.with).map(([name, value]) => [
          name,
          typeof value === "string" ? value : [...value],
        ]),
      ),
      groups: [...service.groups],
      orElse: [...service.detection.orElse],
      evidence: service.detection.matched.map(({ fact: { owner, type, text } }) => ({
        owner,
        type,
        data: text,
      })),
    })),
    missing: all(found.missing),
    different: all(found.different),
    extra: all(found.extra),
    untold: found.untold.map((one) => ({ ...one, records: [...one.records] })),
    spec: found.spec ?? null,
    findings: findings.map(findingJson),
  };
}

export function printDetected(found: Suggestion): string {
  const name = withoutDot(found.domain);
  const readable = toUnicode(found.domain);
  const title = readable === name ? name : `${readable} (${name})`;
  const section = (heading: string, lines: string): string[] =>
    lines === "" ? [] : ["", heading, lines.trimEnd()];
  const told = found.services.length > 0;
  return [
    told
      ? `${title}: ${found.services.map(({ id }) => id).join(", ")}`
      : `${title}: no preset matches its mail records`,
    ...found.services.flatMap(serviceLines),
    ...section("missing (in the presets, but not found):", rows(found.missing)),
    ...section("different (expected <> found):", rows(found.different)),
    ...section(told ? "extra (in none of the detected presets):" : "its mail records:", rows(found.extra)),
    ...section(
      "parameters that the records do not reveal:",
      columns(
        found.untold.map(({ provider, parameter, required, records }) => [
          `${provider} ${parameter}`,
          required ? "required" : "optional",
          `for ${visible([...new Set(records)].join(", "))}`,
        ]),
      ),
    ),
    ...(found.spec === undefined ? [] : section("matching spec:", indented(found.spec))),
    "",
  ].join("\n");
}

function serviceLines({ id, role, preset, detection }: Service): string[] {
  const telling = detection.matched.filter(({ weight }) => weight > 0);
  const evidence = (telling.length > 0 ? telling : detection.matched).map(
    ({ fact: { owner, type, text } }) => [visible(owner), type, shorten(visible(text))],
  );
  const either =
    detection.orElse.length === 0 ? "" : `; the records also match ${detection.orElse.join(", ")}`;
  return ["", visible(`${id}: ${preset.title}, ${role}${either}`), columns(evidence).trimEnd()];
}

const rows = (ones: readonly Difference[]): string =>
  columns(
    ones.map(({ owner, type, wanted, found, provider }) => [
      visible(owner),
      type,
      [wanted, found]
        .filter((text) => text !== undefined)
        .map((text) => shorten(visible(text)))
        .join("  <>  ") + (provider === undefined ? "" : `  (${provider})`),
    ]),
  );

const indented = (text: string): string => text.replace(/^/gm, "  ").trimEnd();

const shorten = (text: string): string => shortened(text, 70);
