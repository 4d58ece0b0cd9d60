/** What `mailzone verify` found as JSON; the zod schema is the contract, and `schema/` is generated from it. */
import { z } from "zod";
import type { Finding } from "../finding.ts";
import type { MailServers } from "../live/smtp/mail-servers.ts";
import { shownServer, type ZoneVerdict } from "../live/verify/verdict.ts";
import { withoutDot } from "../zone/name.ts";
import { findingDocument, findingJson } from "./json.ts";
import { mailServersDocument, mailServersJson } from "./mail-servers.ts";
import { verifySummary } from "./verify-text.ts";

const server = z.strictObject({
  server: z.string().describe("Name and address of a name server, or the address of a resolver"),
  answered: z.array(z.string()).nullable().describe("Presentation form, sorted; null if there is no answer"),
  ttl: z.int().nullable().describe("Seconds, the smallest of the set; null if nothing was answered"),
  failure: z.string().nullable().describe("Why there is no answer; null if there is one"),
  agrees: z.boolean().describe("Whether the answer is what the specs want"),
});

const record = z.strictObject({
  name: z.string().describe("Owner, absolute"),
  type: z.string().describe("The record's type"),
  wanted: z.array(z.string()).describe("Presentation form, sorted"),
  servers: z.array(server).describe("The zone's servers, then the resolvers"),
});

export const verifyDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  domains: z
    .array(
      z.strictObject({
        domain: z.string().describe("The mail domain, in A-labels, without final dot"),
        zone: z.string().describe("The zone's name, absolute"),
        cloud: z.string().describe("The DNS host's id"),
        state: z
          .enum(["delegated", "nxdomain", "unanswered", "alias", "unseen"])
          .describe("Whether DNS leads to the zone; unseen if its servers cannot be asked from here"),
        records: z.array(record).describe("What was asked, by RRset; empty if DNS does not lead to the zone"),
      }),
    )
    .describe("The domains of the specs, by zone"),
  smtp: mailServersDocument.optional(),
  findings: z.array(findingDocument).describe("Sorted by file, line, column and code"),
  summary: z
    .strictObject({
      domains: z.int().describe("Mail domains"),
      sets: z.int().describe("RRsets that were asked for"),
      servers: z.int().describe("Servers that were asked"),
      agreeing: z.int().describe("RRsets that every server answers as wanted"),
      errors: z.int().describe("Findings of severity error"),
      warnings: z.int().describe("Findings of severity warning"),
    })
    .describe("Counts"),
});

/** `summary` has the counts of the whole run, if some of its findings are not shown. */
export function verifyJson(
  verdicts: readonly ZoneVerdict[],
  findings: readonly Finding[],
  servers?: MailServers,
  summary = verifySummary(verdicts, findings),
): z.infer<typeof verifyDocument> {
  return {
    version: 1,
    domains: verdicts.flatMap(({ zone, state, sets }) =>
      zone.domains.map(({ domain, rrsets }) => ({
        domain: withoutDot(domain.spec.domain),
        zone: zone.name,
        cloud: zone.cloud.id,
        state,
        records: sets
          .filter(({ rrset }) => rrsets.includes(rrset))
          .map(({ rrset, wanted, heard }) => ({
            name: rrset.name,
            type: rrset.type,
            wanted: [...wanted],
            servers: heard.map((one) => ({
              server: shownServer(one),
              answered: one.answered === undefined ? null : [...one.answered],
              ttl: one.ttl ?? null,
              failure: one.failure ?? null,
              agrees: one.agrees,
            })),
          })),
      })),
    ),
    ...(servers !== undefined && { smtp: mailServersJson(servers) }),
    findings: findings.map(findingJson),
    summary,
  };
}
