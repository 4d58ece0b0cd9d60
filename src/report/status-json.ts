/** How far migrations, DKIM keys and the keys of mail hosts are, as JSON; the zod schema is the contract, and `schema/` is generated from it. */
import { z } from "zod";
import type { HostStatus } from "../live/dane/host-status.ts";
import type { KeyStatus } from "../live/dkim/key-status.ts";
import type { MigrationStatus } from "../live/migration/status.ts";
import { DKIM_STATES } from "../mail/dkim-state.ts";
import { printTlsa } from "../mail/tlsa.ts";
import { PHASES } from "../spec/schema.ts";
import { withoutDot } from "../zone/name.ts";

const server = z.strictObject({
  server: z.string().describe("Name and address of a name server, or the address of a resolver"),
  mail: z
    .enum(["old", "new", "both", "same", "other", "none", "unanswered"])
    .describe(
      "Whose MX it answers with; same if both providers have these, other if neither has, none if there is no MX",
    ),
});

export const statusDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  domains: z
    .array(
      z.strictObject({
        domain: z.string().describe("The mail domain, in A-labels, without final dot"),
        stack: z.string().nullable().describe("The stack of its spec; null if it belongs to none"),
        from: z.string().describe("The provider that the mail leaves"),
        to: z.string().describe("The provider that the mail moves to"),
        phase: z.enum(PHASES).describe("The phase in the spec"),
        published: z
          .enum([...PHASES, "none", "unknown"])
          .describe("The phase in the stack's state; unknown if the state could not be read"),
        since: z.string().nullable().describe("Since when that phase is published, ISO 8601 in UTC"),
        notBefore: z
          .string()
          .nullable()
          .describe(
            "When the next phase may begin, ISO 8601 in UTC; null if that is unknown, or after the last",
          ),
        next: z.string().describe("What to do next"),
        servers: z.array(server).describe("What the zone's servers answer; empty if they were not asked"),
      }),
    )
    .describe("The domains with migrate, in the order of the specs"),
  keys: z
    .array(
      z.strictObject({
        domain: z.string().describe("The mail domain, in A-labels, without final dot"),
        stack: z.string().nullable().describe("The stack of its spec; null if it belongs to none"),
        selector: z.string(),
        algorithm: z.enum(["rsa", "ed25519"]),
        state: z.enum(DKIM_STATES).describe("The state in the spec; active if it has none"),
        since: z.string().nullable().describe("What the spec says under since"),
        notBefore: z
          .string()
          .nullable()
          .describe(
            "When the next state may begin, ISO 8601 in UTC; null if that is unknown, or needs no time",
          ),
        isDue: z.boolean().describe("Whether dkim rotate takes it to its next state now"),
        next: z.string().nullable().describe("What to do next; null for nothing"),
        servers: z
          .array(
            z.strictObject({
              server: z.string().describe("Name and address of a name server, or the address of a resolver"),
              key: z
                .enum(["wanted", "other", "none", "unanswered"])
                .describe("Whether it answers what the spec publishes for the key"),
            }),
          )
          .describe("What the zone's servers answer; empty if they were not asked"),
      }),
    )
    .describe("The DKIM keys of domains whose spec has a state or since for one, in the order of the specs"),
  dane: z
    .array(
      z.strictObject({
        domain: z.string().describe("The mail domain, in A-labels, without final dot"),
        stack: z.string().nullable().describe("The stack of its spec; null if it belongs to none"),
        host: z.string().describe("The mail host, in A-labels, without final dot"),
        records: z.array(
          z.strictObject({
            record: z.string().describe("The TLSA record, in presentation form"),
            file: z
              .string()
              .nullable()
              .describe("The file of its certificate; null for a digest in the spec"),
            since: z.string().nullable().describe("What the spec says under since"),
            notBefore: z
              .string()
              .nullable()
              .describe("When the server may have the key, ISO 8601 in UTC; null without since"),
            servers: z
              .array(
                z.strictObject({
                  server: z
                    .string()
                    .describe("Name and address of a name server, or the address of a resolver"),
                  record: z
                    .enum(["wanted", "other", "none", "unanswered"])
                    .describe("Whether the record is among what it answers"),
                }),
              )
              .describe("What the zone's servers answer; empty if they were not asked"),
            presentedAt: z
              .array(z.string())
              .nullable()
              .describe("Addresses of the host at which the server matches the record; null without --smtp"),
          }),
        ),
        next: z.string().nullable().describe("What to do next; null for nothing"),
      }),
    )
    .describe("The mail hosts under dane, in the order of the specs"),
  others: z.int().describe("Domains without migrate"),
  notes: z.array(z.string()).describe("What could not be asked or read, and why"),
});

export const statusJson = (
  statuses: readonly MigrationStatus[],
  keys: readonly KeyStatus[],
  hosts: readonly HostStatus[],
  others: number,
  notes: readonly string[],
): z.infer<typeof statusDocument> => ({
  version: 1,
  domains: statuses.map(({ domain, stack, migration, published, servers, next }) => ({
    domain: withoutDot(domain),
    stack: stack ?? null,
    from: migration.from.id,
    to: migration.to.id,
    phase: migration.phase,
    published: typeof published === "string" ? published : published.phase,
    since: typeof published === "string" ? null : published.since,
    notBefore: typeof published === "string" ? null : (published.notBefore ?? null),
    next,
    servers: servers.map((one) => ({ ...one })),
  })),
  keys: keys.map(({ domain: { spec }, key, algorithm, state, notBefore, isDue, next, servers }) => ({
    domain: withoutDot(spec.domain),
    stack: spec.stack ?? null,
    selector: key.selector,
    ...{ algorithm, state, isDue },
    since: key.since ?? null,
    notBefore: notBefore ?? null,
    next: next ?? null,
    servers: servers.map((one) => ({ ...one })),
  })),
  dane: hosts.map(({ domain: { spec }, host, certificates, next }) => ({
    domain: withoutDot(spec.domain),
    stack: spec.stack ?? null,
    host: withoutDot(host),
    records: certificates.map(({ certificate: { data, file, since }, notBefore, servers, presentedAt }) => ({
      record: printTlsa(data),
      file: file ?? null,
      since: since ?? null,
      notBefore: notBefore ?? null,
      servers: servers.map(({ server, key }) => ({ server, record: key })),
      presentedAt: presentedAt === undefined ? null : [...presentedAt],
    })),
    next: next ?? null,
  })),
  others,
  notes: [...notes],
});
