/** The stack's configuration, as `stacks/Pulumi.<stack>.yaml` holds it. Pulumi.yaml declares the keys. */
import { Config } from "@pulumi/pulumi/config.js";
import { z } from "zod";

const byName = <T extends z.ZodType>(value: T) => z.record(z.string(), value).default({});
const byCloud = <T extends z.ZodType>(value: T) =>
  z.strictObject({ route53: byName(value), cloudflare: byName(value), alidns: byName(value) });

const schema = z.object({
  specs: z.string(),
  sandbox: z.boolean(),
  zoneIds: byCloud(z.string()),
  accounts: byCloud(z.record(z.string(), z.unknown())),
});

export type StackConfig = z.infer<typeof schema>;

const HELP = "accounts and zoneIds are maps by cloud (route53, cloudflare, alidns), see docs/cli.md";

/** The configuration, or what is wrong with it, one line a mistake. */
export function readStackConfig(
  config: Config = new Config(),
): StackConfig | { readonly problems: string[] } {
  const result = schema.safeParse({
    specs: config.get("specs") ?? "",
    sandbox: config.getBoolean("sandbox") ?? false,
    zoneIds: config.getObject("zoneIds") ?? {},
    accounts: config.getObject("accounts") ?? {},
  });
  if (result.success) return result.data;
  return {
    problems: result.error.issues.map(
      (issue) =>
        `the stack config mailzone:${issue.path.map(String).join(".")} cannot be used: ${issue.message}. ${HELP}`,
    ),
  };
}
