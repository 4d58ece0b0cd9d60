/** What `mailzone diagnose` found, as text for people, as Markdown and as JSON. */
import { z } from "zod";
import { type Diagnosis, mailOf } from "../live/diagnosis.ts";
import type { MailServers } from "../live/smtp/mail-servers.ts";
import type { Difference } from "../preset/detect/differences.ts";
import { mailHosts } from "../view/mail-hosts.ts";
import { counted, visible } from "../words/text.ts";
import { type Name, toUnicode, withoutDot } from "../zone/name.ts";
import { columns } from "./columns.ts";
import { findingDocument, findingJson } from "./json.ts";
import { mailServerRows, mailServersDocument, mailServersJson } from "./mail-servers.ts";
import { countFindings } from "./summary.ts";
import { printFindings, type Style } from "./text.ts";

const record = z.string().describe("Owner relative to the domain, type and value");

export const diagnosisDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  domains: z.array(
    z.strictObject({
      domain: z.string().describe("In A-labels, without final dot"),
      mx: z.array(z.string()).describe("Preference and host"),
      spf: z.array(z.string()).describe("SPF records; more than one void each other"),
      dkim: z.array(z.string()).describe("Selectors that were found; others may exist"),
      dmarc: z.array(z.string()).describe("DMARC records of the domain itself"),
      services: z.array(
        z.strictObject({
          id: z.string().describe("The preset"),
          matched: z.array(record).describe("Records that it explains"),
          missing: z.array(record).describe("Records that it publishes and the domain lacks"),
          extra: z.array(record).describe("Records of its own with another value"),
        }),
      ),
      spec: z.string().nullable().describe("A matching spec, as YAML"),
    }),
  ),
  smtp: mailServersDocument.optional(),
  findings: z.array(findingDocument).describe("Sorted by file, line, column and code"),
});

const shown = ({ owner, type, wanted, found }: Difference): string =>
  `${owner} ${type} ${found ?? wanted ?? ""}`.trim();

export function diagnosisJson(
  diagnoses: readonly Diagnosis[],
  servers?: MailServers,
): z.infer<typeof diagnosisDocument> {
  return {
    version: 1,
    domains: diagnoses.map((one) => {
      const { domain, suggestion } = one;
      const of = (id: string, some: readonly Difference[]): string[] =>
        some.filter(({ provider }) => provider === id).map(shown);
      return {
        domain: withoutDot(domain),
        ...mailOf(one),
        services: suggestion.services.map(({ id, detection, preset }) => ({
          id,
          matched: detection.matched.map(({ fact: { owner, type, text } }) => `${owner} ${type} ${text}`),
          missing: of(preset.id, suggestion.missing),
          extra: of(preset.id, suggestion.different),
        })),
        spec: suggestion.spec ?? null,
      };
    }),
    ...(servers !== undefined && { smtp: mailServersJson(servers) }),
    findings: diagnoses.flatMap(({ loaded }) => loaded.findings.map(findingJson)),
  };
}

/** `told` are those of its findings that are shown; the counts are of all. */
export function printDiagnosis(
  diagnosis: Diagnosis,
  style: Style,
  servers?: MailServers,
  told = diagnosis.loaded.findings,
): string {
  const { domain, loaded, suggestion, unanswered } = diagnosis;
  const { mx, spf, dkim, dmarc } = mailOf(diagnosis);
  const services = suggestion.services.map(({ id }) => id);
  const values = (what: readonly string[], none: string): string =>
    what.length === 0 ? none : what.join("; ");
  const rows = [
    ["services", values(services, "none that mailzone knows")],
    ["MX", values(mx, "none")],
    ["SPF", values(spf, "none")],
    ["DKIM", values(dkim, "no selector found; name one with --selector")],
    ["DMARC", values(dmarc, "none of its own")],
    ...smtpRows(diagnosis, servers),
  ];
  const name = withoutDot(domain);
  const readable = toUnicode(domain);
  return [
    visible(readable === name ? name : `${readable} (${name})`),
    columns(rows.map((row) => row.map(visible))).trimEnd(),
    ...(unanswered.length === 0
      ? []
      : [
          `  ${counted(unanswered.length, "name")} without an answer: what ${unanswered.length === 1 ? "it has" : "they have"} is unknown`,
        ]),
    "",
    `${printFindings(told, style, loaded.lines)}${countFindings(loaded.findings) || "no findings"}`,
    "",
    ...(suggestion.spec === undefined
      ? []
      : ["a spec with what its services ask for:", suggestion.spec.replace(/^/gm, "  ").trimEnd(), ""]),
  ].join("\n");
}

/** The addresses of the domain's own MX hosts. */
function smtpRows({ loaded }: Diagnosis, servers: MailServers | undefined): readonly (readonly string[])[] {
  if (servers === undefined) return [];
  const hosts = new Set(loaded.zones.flatMap((zone) => mailHosts(zone).map(({ exchange }) => exchange)));
  const isOwn = ({ host }: { readonly host: Name }): boolean => hosts.has(host);
  const own = { ...servers, probes: servers.probes.filter(isOwn), special: servers.special.filter(isOwn) };
  const rows = mailServerRows(own).map(([, host, result], i) => [
    i === 0 ? "SMTP" : "",
    `${host}: ${result}`,
  ]);
  return rows.length === 0 ? [["SMTP", "no address to connect to"]] : rows;
}
