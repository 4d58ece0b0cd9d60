/**
 * A corpus of sound domains: every preset and variant with its example parameters, alone, with two senders and with
 * all its record groups, on every cloud, and every mode. Nothing in it is an error or a warning, save what is listed
 * here with the reason.
 */
import { describe, expect, test } from "@jest/globals";
import { clouds } from "../../src/cloud/clouds.ts";
import { openLibrary } from "../../src/preset/library.ts";
import type { Preset } from "../../src/preset/preset.ts";
import { RSA_KEY } from "../mail/keys.ts";
import { exampleUse } from "../preset/examples.ts";
import { findingsOf } from "./run-case.ts";

const library = openLibrary();
const SENDERS = ["sendgrid", "mailjet"];
const COMPANY = ["alone", "with two senders", "with all groups"] as const;

interface Exception {
  readonly presets: readonly string[];
  readonly clouds?: readonly string[];
  readonly company?: readonly (typeof COMPANY)[number][];
  readonly code: string;
  readonly reason: string;
}

/** What is told of a sound domain all the same. */
const EXPECTED: readonly Exception[] = [
  {
    presets: ["parked-domain"],
    clouds: ["alidns"],
    code: "mx-null-provider",
    reason: "Alibaba Cloud DNS stores no null MX",
  },
  {
    presets: ["mailfence", "proofpoint-enterprise", "sina-enterprise", "zoho-zeptomail"],
    code: "preset-confidence",
    reason: "few sources attest the records",
  },
  { presets: ["amazon-workmail"], code: "preset-ending", reason: "the vendor ends the service" },
  {
    presets: ["cloudflare-email-routing"],
    code: "preset-managed",
    reason: "Cloudflare makes the records itself, and on its own zones alone",
  },
  { presets: ["cpanel-godaddy"], code: "spf-ptr", reason: "the vendor's own SPF text has ptr" },
  {
    presets: ["fastmail"],
    code: "spf-all-qualifier",
    reason: "the vendor's own SPF text ends in ?all; `spf` sets another",
  },
  {
    presets: ["lettermint", "mailersend", "postmark", "resend", "sparkpost"],
    code: "spf-subdomain",
    reason: "the examples have a name that only receives, for which no vendor gives SPF",
  },
  {
    presets: ["tuta"],
    company: ["with two senders"],
    code: "rr-conflict-presets",
    reason: "Tuta and SendGrid both have the selectors s1 and s2",
  },
  {
    presets: ["fastmail", "migadu"],
    company: ["with all groups"],
    code: "wildcard-mx",
    reason: "the group mx-wildcard is just that",
  },
  {
    presets: ["cpanel-godaddy"],
    company: ["with all groups"],
    code: "autod-cname",
    reason: "the vendor publishes both ways of autodiscovery",
  },
];

/** A spec that does what the vendor and the large receivers ask: SPF, DKIM and a watched DMARC policy. */
function specOf(id: string, cloud: string, company: (typeof COMPANY)[number]): string {
  const preset = library.find(id) as Preset;
  const head = ["domain: example.com", `dns: ${cloud}`];
  if (preset.kind === "policy") return [...head, "mode: parked", ""].join("\n");
  const groups = Object.fromEntries(preset.records.map(({ group }) => [group, true]));
  const senders = company === "with two senders" ? SENDERS.filter((sender) => sender !== id) : [];
  const uses = exampleUse(library, id, senders).map((line) =>
    company === "with all groups"
      ? line.replace(`"provider":"${id}"`, `$&,"groups":${JSON.stringify(groups)}`)
      : line,
  );
  const isSender = preset.kind === "sender";
  // a key of its own for each service whose preset has none, as the vendor's console would show it
  const signs = isSender || preset.records.some(({ group }) => group === "dkim");
  const hasSpf = preset.records.some(({ type }) => type === "SPF");
  return [
    ...head,
    ...uses,
    // a domain that only sends through return paths of its own says that nothing else does
    ...(isSender ? ["spf: {all: fail}"] : hasSpf ? [] : ["spf: {mx: true}"]),
    ...(signs ? [] : [`dkim: [{selector: own, key: ${RSA_KEY}}]`]),
    'dmarc: {policy: none, rua: ["mailto:dmarc@example.net"]}',
    "",
  ].join("\n");
}

interface Complaint {
  readonly code: string;
  readonly shown: string;
}

/** Errors and warnings. */
function complaints(specs: string): Complaint[] {
  return findingsOf({ specs })
    .filter(({ severity }) => severity !== "info")
    .map(({ code, message }) => ({ code, shown: `${code}: ${message}` }));
}

const isExpected = (code: string, id: string, cloud: string, company: (typeof COMPANY)[number]): boolean =>
  EXPECTED.some(
    (one) =>
      one.code === code &&
      one.presets.includes(id) &&
      (one.clouds?.includes(cloud) ?? true) &&
      (one.company?.includes(company) ?? true),
  );

describe.each(clouds.map(({ id }) => id))("on %s", (cloud) => {
  describe.each(COMPANY)("%s", (company) => {
    test.each(library.ids())("%s is sound", (id) => {
      const found = complaints(specOf(id, cloud, company));
      expect(
        found.flatMap(({ code, shown }) => (isExpected(code, id, cloud, company) ? [] : [shown])),
      ).toEqual([]);
    });
  });

  test("a domain that only receives is sound", () => {
    const specs = `domain: example.com\ndns: ${cloud}\nmode: receive-only\nmailbox: {provider: netease-free, groups: {spf: false}}\nrecords:\n  - {type: TXT, value: v=spf1 -all}\ndmarc: {policy: reject, rua: ["mailto:dmarc@example.net"]}\n`;
    expect(complaints(specs)).toEqual([]);
  });
});

describe("every exception is still needed", () => {
  const rows = EXPECTED.flatMap(({ presets, ...one }) => presets.map((id) => ({ id, ...one })));
  test.each(rows)("$code for $id: $reason", ({ id, clouds: on, company, code }) => {
    const specs = specOf(id, on?.[0] ?? "cloudflare", company?.[0] ?? "alone");
    expect(complaints(specs).map((one) => one.code)).toContain(code);
  });
});
