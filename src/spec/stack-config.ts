/** The config of a stack: `stacks/Pulumi.<stack>.yaml`, and for a fleet's shards `fleet.yaml`. Pulumi.yaml declares the keys. */
import { z } from "zod";
import { type CloudId, forEachCloud } from "./cloud-id.ts";
import { ACCOUNT_NAME, ZONE_ID } from "./dns-names.ts";
import { EXISTING } from "./schema.ts";

const byName = <T extends z.ZodType>(value: T) => z.record(z.string(), value).default({});
const zoneId = (cloud: CloudId) =>
  z.string().regex(ZONE_ID[cloud].pattern, `it is not the id of a zone: ${ZONE_ID[cloud].words}`);
const account = z.record(z.string().regex(ACCOUNT_NAME.pattern), z.record(z.string(), z.unknown()));

export const stackConfigSchema = z.object({
  specs: z.string(),
  sandbox: z.boolean(),
  existing: z.enum(EXISTING),
  zoneIds: z.strictObject(forEachCloud((cloud) => byName(zoneId(cloud)))),
  accounts: z.strictObject(forEachCloud(() => account.default({}))),
  confirm: z.array(z.string()),
  deletions: z.strictObject({
    percent: z.number().min(0).max(100).default(30),
    least: z.int().min(1).default(10),
  }),
});

export type StackConfig = z.infer<typeof stackConfigSchema>;
