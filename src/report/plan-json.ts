/** The plan of a stack as JSON; the zod schema is the contract, and `schema/` is generated from it. */
import { z } from "zod";
import { isRefused, type RecordState, type StackPlan, summarizePlan } from "../engine/plan-change.ts";
import { printRdata } from "../zone/rdata.ts";
import { findingDocument, findingJson } from "./json.ts";

const state = z
  .strictObject({
    ttl: z.int().nullable().describe("Seconds; null if unknown"),
    data: z.array(z.string()).describe("Presentation form; empty if it could not be read"),
  })
  .nullable();

const kind = z.enum(["create", "update", "delete", "replace"]);

const change = z.strictObject({
  change: kind.describe("What happens; replace deletes the record and creates it again"),
  resource: z.string().describe("Logical name of the Pulumi resource; stable"),
  domain: z.string().nullable().describe("The mail domain it is for, in A-labels, without final dot"),
  cloud: z.string().describe("The DNS host's id"),
  name: z.string().describe("Owner, absolute"),
  type: z.string().describe("The record's type"),
  before: state.describe("The record before the change; null if it is created"),
  after: state.describe("The record after the change; null if it is deleted"),
  gap: z.boolean().describe("Whether the name has neither the old nor the new records for a moment"),
});

export const stackPlanDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  stack: z.string().describe("The stack that was previewed"),
  refused: z.boolean().describe("Whether findings of severity error end the run; changes is empty then"),
  zones: z
    .array(
      z.strictObject({
        change: z
          .enum(["create", "forget", "sign", "unsign", "rekey", "forget-signing"])
          .describe(
            "What happens; forget leaves the zone at its host and removes it from the state, forget-signing leaves it signed",
          ),
        resource: z.string().describe("Logical name of the Pulumi resource; stable"),
        zone: z.string().describe("The zone's name, absolute"),
        cloud: z.string().describe("The DNS host's id"),
        account: z.string().nullable().describe("Name of the account; null for the default one"),
      }),
    )
    .describe("Zones that the stack creates or forgets, and changes of their signing with DNSSEC"),
  policies: z
    .array(
      z.strictObject({
        change: kind.describe("What happens to the policy"),
        resource: z.string().describe("Logical name of the Pulumi resource; stable"),
        domain: z.string().nullable().describe("The mail domain it is for, in A-labels, without final dot"),
        cloud: z.string().describe("The DNS host's id"),
        host: z.string().describe("The name at which it is served, absolute"),
        before: z
          .string()
          .nullable()
          .describe("The text before the change; null if there is none, or it is unknown"),
        after: z
          .string()
          .nullable()
          .describe("The text after the change; null if there is none, or it is unknown"),
      }),
    )
    .describe("MTA-STS policies that the stack serves with mtaSts: {host: cloudflare-worker}, by domain"),
  changes: z.array(change).describe("Records that change, by domain, name and type"),
  summary: z
    .strictObject({
      created: z.int().describe("Records that are created"),
      updated: z.int().describe("Records that are changed in place"),
      deleted: z.int().describe("Records that are deleted"),
      replaced: z.int().describe("Records that are deleted and created again"),
      unchanged: z.int().describe("Records that do not change"),
    })
    .describe("Counts of record resources"),
  findings: z
    .array(findingDocument)
    .describe("What the program found, sorted by file, line, column and code"),
});

export function stackPlanJson(plan: StackPlan): z.infer<typeof stackPlanDocument> {
  return {
    version: 1,
    stack: plan.stack,
    refused: isRefused(plan),
    zones: plan.zones.map(({ kind, resource, zone, cloud, account }) => ({
      change: kind,
      resource,
      zone,
      cloud,
      account: account ?? null,
    })),
    policies: plan.policies.map(({ kind: change, resource, domain, cloud, host, before, after }) => ({
      change,
      resource,
      domain: domain ?? null,
      cloud,
      host,
      before: before ?? null,
      after: after ?? null,
    })),
    changes: plan.changes.map(({ kind, resource, domain, cloud, owner, type, before, after, gap }) => ({
      change: kind,
      resource,
      domain: domain ?? null,
      cloud,
      name: owner,
      type,
      before: stateJson(before),
      after: stateJson(after),
      gap,
    })),
    summary: { ...summarizePlan(plan) },
    findings: plan.findings.map(findingJson),
  };
}

function stateJson(one: RecordState | undefined): z.infer<typeof state> {
  return one === undefined ? null : { ttl: one.ttl ?? null, data: one.data.map(printRdata) };
}
