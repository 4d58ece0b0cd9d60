/** Reads the configuration of the stack that runs, as Pulumi gives it. */
import { Config } from "@pulumi/pulumi/config.js";
import { RunError } from "@pulumi/pulumi/errors.js";
import { getProject, getStack } from "@pulumi/pulumi/metadata.js";
import { allConfig } from "@pulumi/pulumi/runtime/config.js";
import type { z } from "zod";
import { isSandboxShell, outsideSandbox } from "../engine/sandbox-shell.ts";
import { CLOUD_IDS } from "../spec/cloud-id.ts";
import { ACCOUNT_NAME } from "../spec/dns-names.ts";
import { configOfShard, type ShardConfig } from "../spec/fleet-file.ts";
import { type StackConfig, stackConfigSchema } from "../spec/stack-config.ts";
import { unreadKeys } from "../spec/stack-config-keys.ts";
import { ownCommand } from "../words/own-command.ts";
import { visible } from "../words/text.ts";
import type { OwnShard } from "./own-shard.ts";

const HELP = `accounts and zoneIds are maps by cloud (${CLOUD_IDS.join(", ")}), confirm is a list of texts, deletions is a map with percent and least, existing is refuse or ignore: see docs/cli.md`;

/** The configuration, or what is wrong with it, one line per mistake. What the fleet of the stack says counts first. */
export function readStackConfig(
  config: Config = new Config(),
  ofFleet: ShardConfig = {},
): StackConfig | { readonly problems: string[] } {
  const unread = unreadKeys(config.name, Object.keys(allConfig()));
  if (unread.length > 0) return { problems: unread.map(({ message, help }) => `${message}: ${help}`) };
  const problems: string[] = [];
  const result = stackConfigSchema.safeParse({ ...readValues(config, problems), ...ofFleet });
  if (problems.length > 0) return { problems };
  if (result.success) return result.data;
  return { problems: result.error.issues.map((issue) => problemOf(issue, config.name)) };
}

/** What the SDK makes of the values. Its own error would show the value, which may be a secret. */
function readValues(config: Config, problems: string[]): Readonly<Record<string, unknown>> {
  const read = (name: string, kind: string, get: () => unknown): unknown => {
    try {
      return get();
    } catch (error) {
      if (!RunError.isInstance(error)) throw error;
      problems.push(
        `invalid stack config ${config.name}:${name}: it is not ${kind}; its value is not shown, since it may be secret. ${HELP}`,
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
function problemOf({ path, message, code }: z.core.$ZodIssue, project: string): string {
  const [key, ...rest] = path.map(String);
  const isSecret = key === "accounts";
  const cloud = isSecret ? rest.slice(0, 1).filter((one) => CLOUD_IDS.some((id) => id === one)) : rest;
  const said = (isSecret && IN_ACCOUNTS[code]) || message;
  return visible(`invalid stack config ${project}:${[key, ...cloud].join(".")}: ${said}. ${HELP}`);
}

/** The configuration of the current stack. @throws RunError if it is invalid, or for a stack of the other kind (sandbox or real) */
export function usableConfig(shard: OwnShard | undefined): StackConfig {
  const config = readStackConfig(new Config(), shard && configOfShard(shard.fleet, shard.shard));
  if ("problems" in config) throw new RunError(config.problems.join("\n"));
  const inSandbox = isSandboxShell();
  if (inSandbox === config.sandbox) return config;
  throw new RunError(
    inSandbox
      ? `stack ${getStack()} is not a sandbox stack, but this shell is set up for the sandbox: use another shell, or set the stack config ${getProject()}:sandbox to true`
      : `${outsideSandbox(getStack())}, or ${ownCommand(`sandbox try ${getStack()}`)}`,
  );
}
