/** `stacks/<fleet>/fleet.yaml`: makes several stacks, the shards, of the specs of one folder. */
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Finding } from "../finding.ts";
import { readYamlFile } from "../source/file.ts";
import { type Form, formedSources } from "../source/form.ts";
import { type Project, projectOf } from "../source/project.ts";
import { Texts } from "../source/texts.ts";
import { CLOUD_IDS, forEachCloud } from "./cloud-id.ts";
import { ACCOUNT_NAME } from "./dns-names.ts";
import { stackConfigSchema } from "./stack-config.ts";
import { validate } from "./validate.ts";

export const FLEET_FILE = "fleet.yaml";

/** More stacks than this are more than anybody looks at. */
const MAX_SHARDS = 4096;

const shards = z.strictObject({
  by: z
    .enum(["folder", "account"])
    .optional()
    .describe(
      "folder: each folder beside fleet.yaml is a shard; account: the specs of each cloud and account are one",
    ),
  count: z
    .int()
    .min(1)
    .max(MAX_SHARDS)
    .optional()
    .describe("So many shards; the hash of a zone's name says which one it is in"),
});

const account = z.strictObject({
  shards: z.int().min(1).optional().describe("How many shards may work on the account at once"),
  parallel: z
    .int()
    .min(1)
    .optional()
    .describe("How many records of the account may be worked on at once, in all shards together"),
  startsPerSecond: z
    .number()
    .positive()
    .max(1000)
    .optional()
    .describe("How many shards may begin to work on the account in a second, such as 0.5"),
});

/** `specs` is what the fleet's folder is for. */
const config = z.strictObject(stackConfigSchema.omit({ specs: true }).partial().shape);

export const fleetSchema = z.strictObject({
  shards: shards.describe("What makes the shards: by, or count"),
  config: config.optional().meta({
    description: "Config of every shard's stack, by its keys without the project's name",
    examples: [{ existing: "ignore" }],
  }),
  shardConfig: z
    .record(z.string(), config)
    .optional()
    .meta({
      description: "Config of single shards, by their names; it counts before config",
      examples: [{ eu: { existing: "refuse" } }],
    }),
  limits: z
    .strictObject(forEachCloud(() => z.record(z.string().regex(ACCOUNT_NAME.pattern), account).optional()))
    .optional()
    .meta({
      description: `Limits by cloud (${CLOUD_IDS.join(", ")}) and account; the account of specs that name none is default`,
      examples: [{ route53: { default: { shards: 2, parallel: 4 } } }],
    }),
});

type FleetInput = z.infer<typeof fleetSchema>;

/** What a fleet says of the config of a shard's stack. */
export type ShardConfig = z.infer<typeof config>;

export type ShardRule = { readonly by: "folder" | "account" } | { readonly count: number };

export interface FleetFile {
  /** The name of its folder in `stacks/`. */
  readonly name: string;
  readonly rule: ShardRule;
  readonly config: ShardConfig;
  readonly shardConfig: Readonly<Record<string, ShardConfig>>;
  readonly limits: NonNullable<FleetInput["limits"]>;
}

/** A fleet's file that was read; without `fleet` it cannot be used, so nobody knows which stack a spec is of. */
export interface ReadFleet {
  readonly fleet?: FleetFile;
  readonly findings: readonly Finding[];
}

const FORM: Form = {
  what: "fleet file",
  keys: Object.keys(fleetSchema.shape),
  help: "a fleet file begins with `shards:`; give any other file another name",
};

/** The fleet of the folder `stacks/<name>`; undefined if that is an ordinary stack's. `shown` is the folder as findings show it. */
export function readFleet(
  folder: string,
  {
    name,
    shown,
    project = projectOf(folder, folder),
    texts = new Texts(),
  }: {
    readonly name: string;
    readonly shown: string;
    readonly project?: Project;
    readonly texts?: Texts;
  },
): ReadFleet | undefined {
  const path = join(folder, FLEET_FILE);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  const file = `${shown}/${FLEET_FILE}`;
  const { sources, findings } = formedSources(
    file,
    readYamlFile({ path, shown: file, project }),
    FORM,
    texts,
  );
  const [source, second] = sources;
  if (findings.length > 0) return { findings };
  if (source === undefined) return { findings: [empty(file)] };
  if (second !== undefined) {
    const message = "a fleet file is one YAML document, but this is a second one";
    return {
      findings: [
        { code: "spec-value", severity: "error", message, help: "delete it", place: second.place([]) },
      ],
    };
  }
  const { value, findings: faults } = validate(fleetSchema, source, "fleet file");
  if (value === undefined) return { findings: faults };
  const rule = ruleOf(value.shards);
  if (rule === undefined) {
    return {
      findings: [
        {
          code: "spec-value",
          severity: "error",
          message: "shards has to say either by or count, so it is unclear which specs make a stack",
          help: "write {by: folder}, {by: account} or {count: 64}",
          place: source.place(["shards"]),
        },
      ],
    };
  }
  const { config = {}, shardConfig = {}, limits = {} } = value;
  return { fleet: { name, rule, config, shardConfig, limits }, findings: [] };
}

const empty = (file: string): Finding => ({
  code: "spec-empty",
  severity: "error",
  message: "the fleet file is empty, so it is unclear which specs make a stack",
  help: "write shards: {by: folder}, {by: account} or {count: 64}, or delete the file",
  place: { file, line: 1, column: 1 },
});

function ruleOf({ by, count }: FleetInput["shards"]): ShardRule | undefined {
  if (by !== undefined && count === undefined) return { by };
  return by === undefined && count !== undefined ? { count } : undefined;
}

/** The config of a shard's stack. */
export const configOfShard = ({ config, shardConfig }: FleetFile, shard: string): ShardConfig => ({
  ...config,
  ...(Object.hasOwn(shardConfig, shard) ? shardConfig[shard] : undefined),
});
