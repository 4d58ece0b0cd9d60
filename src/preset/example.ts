/** A spec that uses a preset with the examples of its parameters, as its vendor and the large receivers ask. */
import { printSpec, type SpecDraft, type UseDraft } from "../spec/print.ts";
import type { CloudId } from "../spec/schema.ts";
import type { Preset } from "./preset.ts";

/** The example of every parameter that a user has to find out: not of what is derived, has a default or is fixed. */
export function exampleValues({ parameters, fixed }: Preset): UseDraft["with"] {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, { example, derive, default: usual }]) =>
      example === undefined || derive !== undefined || usual !== undefined || Object.hasOwn(fixed, name)
        ? []
        : [[name, example]],
    ),
  );
}

/** What a preset lacks of what any domain should have, the spec gives: SPF, a DKIM selector of its own, DMARC. */
export function exampleSpec(preset: Preset, cloud: CloudId): string {
  const use: UseDraft = { provider: preset.askedFor, with: exampleValues(preset) };
  const head = { domain: "example.com", dns: cloud };
  const { kind, records } = preset;
  if (kind === "policy") return printSpec({ ...head, mode: "parked" });
  const draft: SpecDraft =
    kind === "sender"
      ? { ...head, senders: [use] }
      : kind === "gateway"
        ? { ...head, mailbox: { provider: BEHIND_GATEWAY, with: {} }, gateway: use }
        : { ...head, mailbox: use };
  const signs = kind === "sender" || records.some(({ group }) => group === "dkim");
  const spf = kind === "sender" ? "all: fail" : "mx: true";
  const hasSpf = records.some(({ type }) => type === "SPF");
  return [
    printSpec(draft).trimEnd(),
    ...(hasSpf && kind !== "sender" ? [] : [`spf: { ${spf} }`]),
    ...(signs ? [] : ["dkim: [{ selector: own, cname: own._domainkey.example.net }]"]),
    'dmarc: { policy: none, rua: ["mailto:dmarc@example.net"] }',
    "",
  ].join("\n");
}

/** A mailbox that needs no parameters. */
const BEHIND_GATEWAY = "tencent-exmail";
