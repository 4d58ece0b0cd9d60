/** The shards of a fleet, as text and JSON. */
import { z } from "zod";
import type { Fleet, Shard } from "../fleet/fleet.ts";
import { counted, visible } from "../words/text.ts";
import { columns } from "./columns.ts";
import { countFindings } from "./summary.ts";

export const fleetListDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  fleet: z.string().describe("The fleet's name"),
  shards: z
    .array(
      z.strictObject({
        shard: z.string().describe("The shard's name"),
        stack: z.string().describe("The Pulumi stack that it is"),
        domains: z.int().describe("Mail domains"),
        zones: z.int().describe("Zones, on all clouds together"),
        records: z.int().describe("Resource records, on all clouds together"),
        accounts: z
          .array(z.string())
          .describe("Clouds, and accounts as CLOUD.ACCOUNT, that it is published on"),
        errors: z.int().describe("Errors in its specs: while there is one, nothing of it is published"),
      }),
    )
    .describe("By name"),
  errors: z.int().describe("Errors that are no single shard's: while there is one, nothing is published"),
  summary: z
    .strictObject({ shards: z.int(), domains: z.int(), records: z.int(), accounts: z.int() })
    .describe("Counts of the whole fleet"),
});

const errorsIn = (findings: Shard["findings"]): number =>
  findings.filter(({ severity }) => severity === "error").length;

function summaryOf({ shards }: Fleet) {
  return {
    shards: shards.length,
    domains: shards.reduce((sum, { domains }) => sum + domains.length, 0),
    records: shards.reduce((sum, { records }) => sum + records, 0),
    accounts: new Set(shards.flatMap(({ accounts }) => accounts)).size,
  };
}

export const fleetListJson = (fleet: Fleet): z.infer<typeof fleetListDocument> => ({
  version: 1,
  fleet: fleet.file.name,
  shards: fleet.shards.map(({ name, stack, domains, zones, records, accounts, findings }) => ({
    shard: name,
    stack,
    domains: domains.length,
    zones: zones.length,
    records,
    accounts: [...accounts],
    errors: errorsIn(findings),
  })),
  errors: errorsIn(fleet.shared),
  summary: summaryOf(fleet),
});

export function printFleetList(fleet: Fleet): string {
  const rows = fleet.shards.map(({ name, stack, domains, records, accounts, findings }) => [
    visible(name),
    visible(stack),
    counted(domains.length, "domain"),
    counted(records, "record"),
    visible(accounts.join(", ")),
    countFindings(findings.filter(({ severity }) => severity === "error")),
  ]);
  const { shards, domains, records, accounts } = summaryOf(fleet);
  const counts = [
    counted(shards, "shard"),
    counted(domains, "domain"),
    counted(records, "record"),
    counted(accounts, "account"),
  ];
  return `${columns(rows)}${visible(fleet.file.name)}: ${counts.join(", ")}\n`;
}
