/** The stack's configuration in `stacks/Pulumi.<stack>.yaml`. Pulumi.yaml declares the keys. */
import process from "node:process";
import { Config } from "@pulumi/pulumi/config.js";
import { RunError } from "@pulumi/pulumi/errors.js";
import { getStack } from "@pulumi/pulumi/metadata.js";
import { allConfig } from "@pulumi/pulumi/runtime/config.js";
import { z } from "zod";
import { CLOUD_IDS, type CloudId, forEachCloud } from "../spec/cloud-id.ts";
import { ACCOUNT_NAME, ZONE_ID } from "../spec/dns-names.ts";
import { EXISTING } from "../spec/schema.ts";
import { listed } from "../words/list.ts";
import { nearest } from "../words/nearest.ts";
import { visible } from "../words/text.ts";

const byName = <T extends z.ZodType>(value: T) => z.record(z.string(), value).default({});
const zoneId = (cloud: CloudId) =>
  z.string().regex(ZONE_ID[cloud].pattern, `it is not the id of a zone: ${ZONE_ID[cloud].words}`);
const account = z.record(z.string().regex(ACCOUNT_NAME.pattern), z.record(z.string(), z.unknown()));

const schema = z.object({
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

export type StackConfig = z.infer<typeof schema>;

const HELP = `accounts and zoneIds are maps by cloud (${CLOUD_IDS.join(", ")}), confirm is a list of texts, deletions is a map with percent and least, existing is refuse or ignore: see docs/cli.md`;

/** Keys that would be ignored silently. */
function unknownKeys(project: string): string[] {
  const known = Object.keys(schema.shape);
  return Object.keys(allConfig()).flatMap((key) => {
    const [namespace, name = ""] = key.split(":");
    if (namespace !== project || known.includes(name)) return [];
    const meant = nearest(name, known);
    const help = meant === undefined ? `the keys are ${listed(known)}` : `did you mean ${meant}?`;
    return [visible(`unknown stack config key ${key}: ${help}`)];
  });
}

/** The configuration, or what is wrong with it, one line per mistake. */
export function readStackConfig(
  config: Config = new Config(),
): StackConfig | { readonly problems: string[] } {
  const unknown = unknownKeys(config.name);
  if (unknown.length > 0) return { problems: unknown };
  const problems: string[] = [];
  const result = schema.safeParse(readValues(config, problems));
  if (problems.length > 0) return { problems };
  if (result.success) return result.data;
  return { problems: result.error.issues.map(problemOf) };
}

/** What the SDK makes of the values. Its own error would show the value, which may be a secret. */
function readValues(config: Config, problems: string[]): unknown {
  const read = (name: string, kind: string, get: () => unknown): unknown => {
    try {
      return get();
    } catch (error) {
      if (!RunError.isInstance(error)) throw error;
      problems.push(
        `invalid stack config mailzone:${name}: it is not ${kind}; its value is not shown, since it may be secret. ${HELP}`,
      );
      return undefined;
    }
  };
  const map = (name: string): unknown => read(name, "JSON", () => config.getObject(name));
  return {
    specs: config.get("specs") ?? "",
    sandbox: read("sandbox", "true or false", () => config.getBoolean("sandbox")) ?? false,
    existing: config.get("existing") ?? "refuse",
    zoneIds: map("zoneIds") ?? {},
    accounts: map("accounts") ?? {},
    confirm: map("confirm") ?? [],
    deletions: map("deletions") ?? {},
  };
}

const IN_ACCOUNTS: Readonly<Record<string, string>> = {
  unrecognized_keys: "a key in it is not a cloud",
  invalid_key: `the name of an account has ${ACCOUNT_NAME.words}`,
};

/** zod's messages name kinds of values, choices and unknown keys. Below `accounts`, a key may be a secret in the wrong place. */
function problemOf({ path, message, code }: z.core.$ZodIssue): string {
  const [key, ...rest] = path.map(String);
  const isSecret = key === "accounts";
  const cloud = isSecret ? rest.slice(0, 1).filter((one) => CLOUD_IDS.some((id) => id === one)) : rest;
  const said = (isSecret && IN_ACCOUNTS[code]) || message;
  return visible(`invalid stack config mailzone:${[key, ...cloud].join(".")}: ${said}. ${HELP}`);
}

/** The configuration of the current stack. @throws RunError if it is invalid, or for a stack of the other kind (sandbox or real) */
export function usableConfig(): StackConfig {
  const config = readStackConfig();
  if ("problems" in config) throw new RunError(config.problems.join("\n"));
  const inSandbox = Boolean(process.env["MAILZONE_SANDBOX"]);
  if (inSandbox === config.sandbox) return config;
  throw new RunError(
    inSandbox
      ? `stack ${getStack()} is not a sandbox stack, but this shell is set up for the sandbox: use another shell, or set the stack config mailzone:sandbox to true`
      : `stack ${getStack()} is a sandbox stack, but this shell is not set up for the sandbox: run eval "$(npm run -s mailzone -- sandbox env)" first, or npm start`,
  );
}
