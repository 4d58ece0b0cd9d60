/** The shards of a fleet as Stacks: what is in them, and that the operator's own schema takes them. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import { parseAllDocuments } from "yaml";
import type { Fleet } from "../../src/fleet/fleet.ts";
import {
  fleetManifests,
  manifestHead,
  type OnCluster,
  printManifests,
} from "../../src/report/fleet-manifests.ts";
import { FleetProject, parked } from "../fleet/project.ts";
import { faults, repository } from "../json-schemas.ts";
import { expectGolden } from "../zone/golden.ts";

const ID = "0123456789abcdef0123456789abcdef";
const ZONE_IDS = `{cloudflare: {a.example: ${ID}}}`;
const FILES = {
  "stacks/prod/fleet.yaml": [
    "shards: {by: folder}",
    `config: {existing: ignore, zoneIds: ${ZONE_IDS}, accounts: {cloudflare: {default: {apiToken: s3cret}}}}`,
    "shardConfig:",
    "  eu: {existing: refuse, deletions: {percent: 10}}",
    "  us: {confirm: [mx-gone-3f9a2c1b]}",
    "limits: {cloudflare: {default: {parallel: 5}}, route53: {default: {shards: 1}}}",
    "",
  ].join("\n"),
  "stacks/prod/eu/a.yaml": parked("a.example"),
  "stacks/prod/us/b.yaml": `${parked("b.example")}---\n${parked("c.example", "route53")}`,
  "stacks/prod/US_west.2/d.yaml": parked("d.example", "route53"),
};

const LEAST: OnCluster = {
  project: "acme-mail",
  repository: { url: "https://git.example/acme/mail.git", isSsh: false },
  at: { branch: "main" },
  folder: "",
};
const ALL: OnCluster = {
  project: "acme-mail",
  repository: { url: "git@git.example:acme/mail.git", isSsh: true },
  at: { commit: "0e1".repeat(13).padEnd(40, "0") },
  folder: "dns/mail",
  namespace: "mail-dns",
  backend: "s3://acme-states?region=eu-central-1",
  secret: "clouds",
  gitSecret: "deploy-key",
  image: "registry.example/pulumi:3.270.0",
  serviceAccount: "mailzone",
};

let project: FleetProject;
let fleet: Fleet;
beforeAll(() => {
  project = new FleetProject(FILES);
  fleet = project.open();
});
afterAll(() => project.end());

const print = (on: OnCluster): string => printManifests(manifestHead("prod"), fleetManifests(fleet, on));

interface Stack {
  readonly metadata: { readonly name: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** As kubectl reads them, which knows YAML 1.1. */
const read = (text: string): Stack[] =>
  parseAllDocuments(text, { version: "1.1" }).map((document) => document.toJS() as Stack);
const stacks = (on: OnCluster): Stack[] => read(print(on));
const specOf = (stack: string, on = LEAST) => stacks(on).find(({ spec }) => spec["stack"] === stack)?.spec;

test("what is written, with as few options as possible and with all", () => {
  const text = `# least\n${print(LEAST)}---\n# all\n${print(ALL)}`;
  expectGolden(new URL("fleet-manifests.golden.txt", import.meta.url), text);
});

test("each shard is a Stack of its own, under a name of its own, and what is printed is what was made", () => {
  const made = fleetManifests(fleet, ALL);
  expect(made.map(({ document }) => document)).toEqual(stacks(ALL));
  expect(stacks(ALL).map(({ spec }) => spec["stack"])).toEqual(fleet.shards.map(({ stack }) => stack));
  expect(new Set(made.map(({ name }) => name)).size).toBe(fleet.shards.length);
  expect(stacks(ALL).map(({ metadata }) => metadata.name)).toEqual(made.map(({ name }) => name));
});

test("whoever deletes a Stack deletes no record, and no shard waits for another", () => {
  for (const { spec } of [...stacks(LEAST), ...stacks(ALL)]) {
    expect(spec).toMatchObject({ destroyOnFinalize: false, continueResyncOnCommitMatch: false });
    expect(spec).not.toHaveProperty("prerequisites");
  }
});

test("config is what fleet.yaml says of the shard, without accounts, which may be secret", () => {
  expect(specOf("prod-eu")?.["config"]).toEqual({
    "acme-mail:existing": "refuse",
    "acme-mail:deletions": { percent: 10, least: 10 },
    "acme-mail:zoneIds": { cloudflare: { "a.example": ID } },
  });
  expect(specOf("prod-us")?.["config"]).toMatchObject({
    "acme-mail:existing": "ignore",
    "acme-mail:confirm": ["mx-gone-3f9a2c1b"],
  });
  expect(print(ALL)).not.toContain("s3cret");
});

test("all shards of an account together work on no more of its records at once than fleet.yaml allows", () => {
  const parallel = (stack: string) => specOf(stack)?.["updateTemplate"];
  expect(parallel("prod-eu")).toEqual({ spec: { parallel: 2 } });
  expect(parallel("prod-us")).toEqual({ spec: { parallel: 2 } });
  expect(parallel("prod-US_west.2")).toBeUndefined();
});

test("a token fetches a repository by https, a key by ssh", () => {
  const { gitSecret = "" } = ALL;
  const secret = (key: string) => ({ type: "Secret", secret: { name: gitSecret, key } });
  expect(specOf("prod-eu", { ...LEAST, gitSecret })?.["gitAuth"]).toEqual({
    accessToken: secret("accessToken"),
  });
  expect(specOf("prod-eu", ALL)?.["gitAuth"]).toEqual({
    sshAuth: { sshPrivateKey: secret("sshPrivateKey") },
  });
});

/** Of the operator's commit 475dbc6c, 2026-08-22; it is no part of this repository. */
const SCHEMA = "../shared/data/pulumi-operator-stack-v1.schema.json";
const path = join(repository, SCHEMA);
const declare = existsSync(path)
  ? describe
  : (name: string, tests: () => void) =>
      describe.skip(`${name} (skipped, needs ${SCHEMA}: the schema of the Stacks of the operator)`, tests);

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly "x-kubernetes-validations"?: readonly { readonly rule: string }[];
}

/** As a cluster reads it: it refuses fields that the schema does not name. */
function strict(schema: Schema): object {
  const { properties, items, additionalProperties } = schema;
  const own = Object.entries(properties ?? {}).map(([name, of]) => [name, strict(of)]);
  return {
    ...schema,
    ...(properties && { properties: Object.fromEntries(own), additionalProperties: false }),
    ...(items && { items: strict(items) }),
    ...(additionalProperties && { additionalProperties: strict(additionalProperties) }),
  };
}

declare("by the operator's schema", () => {
  let schema: Schema;
  let wrong: (value: unknown) => string[];
  beforeAll(() => {
    schema = JSON.parse(readFileSync(path, "utf8"));
    const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(
      strict(schema),
    );
    wrong = (value) => faults(validate, value);
  });

  test.each([
    ["as few options as possible", LEAST],
    ["all options", ALL],
    ["a token", { ...LEAST, gitSecret: "token" }],
  ])("the Stacks are valid, with %s", (_, on) => {
    expect(stacks(on).map(wrong)).toEqual(fleet.shards.map(() => []));
  });

  test.each([
    ["no stack", { stack: undefined }, "/spec must have required property 'stack'"],
    ["an unknown field", { stak: "prod-eu" }, "/spec must NOT have additional properties"],
    ["a branch that is a number", { branch: 1 }, "/spec/branch must be string"],
    [
      "a text for a number",
      { resyncFrequencySeconds: "300" },
      "/spec/resyncFrequencySeconds must be integer",
    ],
    ["a text for true or false", { destroyOnFinalize: "no" }, "/spec/destroyOnFinalize must be boolean"],
    [
      "a policy that there is not",
      { workspaceReclaimPolicy: "Keep" },
      "/spec/workspaceReclaimPolicy must be equal to one of the allowed values",
    ],
    [
      "a Secret without its key",
      { gitAuth: { accessToken: { type: "Secret", secret: { name: "token" } } } },
      "/spec/gitAuth/accessToken/secret must have required property 'key'",
    ],
    [
      "a list that is none",
      { workspaceTemplate: { spec: { envFrom: { secretRef: { name: "clouds" } } } } },
      "/spec/workspaceTemplate/spec/envFrom must be array",
    ],
    [
      "records at once as a text",
      { updateTemplate: { spec: { parallel: "2" } } },
      "/spec/updateTemplate/spec/parallel must be integer",
    ],
  ])("%s is refused", (_, change, fault) => {
    const [stack] = stacks(ALL);
    const changed = JSON.parse(JSON.stringify({ ...stack, spec: { ...stack?.spec, ...change } }));
    expect(wrong(changed)).toEqual([fault]);
  });

  test("the only rule besides is the length of the name, which kubernetesName keeps", () => {
    expect(schema["x-kubernetes-validations"]?.map(({ rule }) => rule)).toEqual([
      "size(self.metadata.name) <= 42",
    ]);
    for (const { metadata } of stacks(ALL)) expect(metadata.name.length).toBeLessThanOrEqual(42);
  });
});
