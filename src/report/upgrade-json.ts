/** What an upgrade of mailzone changes, as JSON; the zod schema is the contract, and `schema/` is generated from it. */
import { z } from "zod";
import { findingDocument } from "./json.ts";

const rrset = z.strictObject({
  name: z.string().describe("Owner, absolute"),
  type: z.string().describe("The records' type"),
  ttl: z.int().describe("Seconds"),
  data: z.array(z.string()).describe("Presentation form, sorted"),
});
export type UpgradeRRset = z.infer<typeof rrset>;

const set = z.strictObject({ ttl: rrset.shape.ttl, data: rrset.shape.data });

const domain = z.strictObject({
  domain: z.string().describe("The mail domain, in A-labels, without final dot"),
  zone: z.string().describe("The zone's name, absolute"),
  cloud: z.string().describe("The DNS host's id"),
  account: z.string().nullable().describe("Name of the account, if the spec names one"),
  added: z.array(rrset).describe("Only the other version publishes these"),
  removed: z.array(rrset).describe("Only the installed version publishes these"),
  changed: z
    .array(
      z.strictObject({
        name: rrset.shape.name,
        type: rrset.shape.type,
        before: set.describe("As the installed version publishes it"),
        after: set.describe("As the other version publishes it"),
      }),
    )
    .describe("Both publish these, with other data or another TTL"),
});
export type UpgradeDomain = z.infer<typeof domain>;

export const upgradeDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  from: z.string().describe("The installed version"),
  to: z.string().describe("The version that it is compared with"),
  domains: z.array(domain).describe("The domains with a change, one per domain and DNS host"),
  findings: z
    .array(findingDocument)
    .describe("What only the other version finds; sorted by file, line, column and code"),
  summary: z
    .strictObject({
      domains: z.int().describe("Domains with a change"),
      added: z.int().describe("RRsets that are added"),
      removed: z.int().describe("RRsets that are removed"),
      changed: z.int().describe("RRsets that are changed"),
      errors: z.int().describe("New findings of severity error"),
      warnings: z.int().describe("New findings of severity warning"),
      infos: z.int().describe("New findings of severity info"),
    })
    .describe("Counts"),
});
export type UpgradeDocument = z.infer<typeof upgradeDocument>;
