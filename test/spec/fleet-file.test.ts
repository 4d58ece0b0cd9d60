/** fleet.yaml: which stacks it makes of the specs of a folder, and what is wrong with one. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { type Loaded, loadPaths } from "../../src/pipeline.ts";
import { fleetNames, fleetOfStack } from "../../src/spec/fleet-of-stack.ts";
import { shardOf } from "../../src/spec/shard.ts";
import { readStackFile } from "../../src/spec/stack-file.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function project(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "mailzone-fleet-file-"));
  folders.push(root);
  for (const [file, text] of Object.entries({ "Pulumi.yaml": "name: acme-mail\n", ...files })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

const parked = (domain: string, dns = "cloudflare"): string =>
  `domain: ${domain}\ndns: ${dns}\nmode: parked\n`;
const stacks = ({ domains }: Loaded) =>
  Object.fromEntries(domains.map(({ spec }) => [spec.domain, spec.stack]));
const codes = ({ findings }: Loaded) =>
  findings.map(
    ({ code, severity, place }) => `${severity} ${code} ${place?.file}:${place?.line}:${place?.column}`,
  );

const SPECS = {
  "stacks/prod/eu/a.yaml": parked("a.example.com"),
  "stacks/prod/eu/deep/b.yaml": parked("b.example.com", "route53"),
  "stacks/prod/us/c.yaml": parked("c.example.com", "{cloud: cloudflare, account: shop}"),
};

describe("the rule", () => {
  test("by folder: each folder beside fleet.yaml is a stack, with all below it", () => {
    const root = project({ "stacks/prod/fleet.yaml": "shards: {by: folder}\n", ...SPECS });
    expect(stacks(loadPaths(["stacks"], root))).toEqual({
      "a.example.com.": "prod-eu",
      "b.example.com.": "prod-eu",
      "c.example.com.": "prod-us",
    });
  });

  test("by account: what is published to the same clouds and accounts is one stack", () => {
    const root = project({
      "stacks/prod/fleet.yaml": "shards: {by: account}\n",
      ...SPECS,
      "stacks/prod/both.yaml": "domain: d.example.com\ndns: [route53, cloudflare]\nmode: parked\n",
    });
    expect(stacks(loadPaths(["stacks"], root))).toEqual({
      "a.example.com.": "prod-cloudflare",
      "b.example.com.": "prod-route53",
      "c.example.com.": "prod-cloudflare.shop",
      "d.example.com.": "prod-cloudflare_route53",
    });
  });

  test("by count: the hash of the zone's name decides, so domains of a zone stay together and none moves another", () => {
    const at = (zone: string, count: number): string =>
      shardOf({ rule: { count } }, { zone, clouds: [] }, "");
    // sha256("example.com") begins with a379a6f6, of which 64 leaves 54
    expect(at("example.com.", 64)).toBe("54");
    expect(at("example.com.", 1000)).toBe(String(0xa379a6f6 % 1000).padStart(3, "0"));
    const root = project({
      "stacks/prod/fleet.yaml": "shards: {count: 64}\n",
      "stacks/prod/one.yaml":
        "domains: [a.example.com, b.example.com]\nzone: example.com\ndns: cloudflare\nmode: parked\n",
    });
    expect(stacks(loadPaths(["stacks"], root))).toEqual({
      "a.example.com.": "prod-54",
      "b.example.com.": "prod-54",
    });
  });

  test("buckets are even: of 10,000 zones none of 64 has half or twice its share", () => {
    const sizes = new Map<string, number>();
    for (let i = 0; i < 10_000; i++) {
      const shard = shardOf({ rule: { count: 64 } }, { zone: `company${i}.example.`, clouds: [] }, "");
      sizes.set(shard, (sizes.get(shard) ?? 0) + 1);
    }
    expect(sizes.size).toBe(64);
    expect(Math.min(...sizes.values())).toBeGreaterThan(10_000 / 64 / 2);
    expect(Math.max(...sizes.values())).toBeLessThan((10_000 / 64) * 2);
  });
});

test("defaults of the fleet's folder apply to all shards, those of a shard's to its own", () => {
  const root = project({
    "stacks/prod/fleet.yaml": "shards: {by: folder}\n",
    "stacks/prod/defaults.yaml": "mode: parked\n",
    "stacks/prod/eu/defaults.yaml": "dns: route53\n",
    "stacks/prod/eu/a.yaml": "domain: a.example.com\n",
  });
  const { findings, domains } = loadPaths(["stacks/prod/eu"], root, "prod-eu");
  expect(findings).toEqual([]);
  expect(domains[0]?.spec).toMatchObject({ mode: "parked", clouds: [{ cloud: "route53" }] });
});

describe("what is wrong is a finding, and no spec is published", () => {
  test.each([
    ["no rule", "config: {sandbox: true}", "error spec-missing stacks/prod/fleet.yaml:1:1"],
    ["two rules", "shards: {by: folder, count: 2}", "error spec-value stacks/prod/fleet.yaml:1:9"],
    ["neither rule", "shards: {}", "error spec-value stacks/prod/fleet.yaml:1:9"],
    ["a rule of no such kind", "shards: {by: color}", "error spec-value stacks/prod/fleet.yaml:1:14"],
    ["no shards at all", "shards: {count: 0}", "error spec-value stacks/prod/fleet.yaml:1:17"],
    ["an unknown key", "shards: {by: folder}\nlimit: 3", "error spec-key-unknown stacks/prod/fleet.yaml:2:1"],
    [
      "an unknown key of the config",
      "shards: {by: folder}\nconfig: {colour: red}",
      "error spec-key-unknown stacks/prod/fleet.yaml:2:10",
    ],
    [
      "specs, which the folder is",
      "shards: {by: folder}\nconfig: {specs: x}",
      "error spec-key-unknown stacks/prod/fleet.yaml:2:10",
    ],
    [
      "an unknown cloud",
      "shards: {by: folder}\nlimits: {gcp: {}}",
      "error spec-key-unknown stacks/prod/fleet.yaml:2:10",
    ],
    ["broken YAML", "shards: {by: folder", "error yaml-syntax stacks/prod/fleet.yaml:2:1"],
    [
      "two documents",
      "shards: {by: folder}\n---\nshards: {count: 2}",
      "error spec-value stacks/prod/fleet.yaml:3:1",
    ],
    ["another file", "password: hunter2", "error file-form stacks/prod/fleet.yaml:1:1"],
  ])("%s", (_, text, finding) => {
    const loaded = loadPaths(["stacks"], project({ ...SPECS, "stacks/prod/fleet.yaml": `${text}\n` }));
    expect(codes(loaded)).toEqual([finding]);
    expect(loaded.domains).toEqual([]);
    expect(JSON.stringify(loaded.findings)).not.toContain("hunter2");
  });

  test.each([
    ["an empty file", ""],
    ["nothing but a comment", "# shards: {by: folder}\n"],
  ])("%s", (_, text) => {
    const loaded = loadPaths(["stacks"], project({ ...SPECS, "stacks/prod/fleet.yaml": text }));
    expect([codes(loaded), loaded.domains]).toEqual([["error spec-empty stacks/prod/fleet.yaml:1:1"], []]);
  });

  test("a spec beside fleet.yaml, and a folder whose name no stack can have", () => {
    const loaded = loadPaths(
      ["stacks"],
      project({
        "stacks/prod/fleet.yaml": "shards: {by: folder}\n",
        "stacks/prod/a.yaml": parked("a.example.com"),
        "stacks/prod/e u/b.yaml": parked("b.example.com"),
        "stacks/prod/eu/c.yaml": parked("c.example.com"),
      }),
    );
    expect(codes(loaded)).toEqual([
      "error fleet-shard stacks/prod/a.yaml:1:1",
      "error fleet-shard stacks/prod/e u/b.yaml:1:1",
    ]);
    expect(stacks(loaded)).toEqual({ "c.example.com.": "prod-eu" });
  });
});

test("fleet.yaml below the fleet's folder is the spec of a domain", () => {
  const root = project({
    "stacks/prod/fleet.yaml": "shards: {by: folder}\n",
    "stacks/prod/eu/fleet.yaml": parked("fleet"),
  });
  expect(stacks(loadPaths(["stacks"], root))).toEqual({ "fleet.": "prod-eu" });
});

describe("one stack of a fleet", () => {
  const root = project({
    "stacks/prod/fleet.yaml":
      "shards: {by: account}\nconfig: {sandbox: true, existing: ignore}\nshardConfig: {route53: {sandbox: false}}\n",
    ...SPECS,
  });

  test("has the fleet's config, and its own part of it", () => {
    expect(readStackFile(root, "prod-cloudflare")).toMatchObject({ specs: "stacks/prod", sandbox: true });
    expect(readStackFile(root, "prod-route53")).toMatchObject({ sandbox: false });
    expect(readStackFile(root, "other")).toMatchObject({ specs: "stacks/other", sandbox: false });
  });

  test("has its own specs, and the errors of what cannot be read, which may be its", () => {
    const own = loadPaths(["stacks/prod"], root, "prod-route53");
    expect(stacks(own)).toEqual({ "b.example.com.": "prod-route53" });
    writeFileSync(join(root, "stacks/prod/broken.yaml"), "domain: [\n");
    const { findings } = loadPaths(["stacks/prod"], root, "prod-route53");
    rmSync(join(root, "stacks/prod/broken.yaml"));
    expect(findings.map(({ severity, place }) => [severity, place?.file])).toContainEqual([
      "error",
      "stacks/prod/broken.yaml",
    ]);
  });

  test("another stack may have all of the fleet's specs, such as the sandbox's", () => {
    expect(Object.values(stacks(loadPaths(["stacks/prod"], root, "sandbox")))).toEqual([
      "sandbox",
      "sandbox",
      "sandbox",
    ]);
  });

  test("is known by its name; a folder of that name makes it a stack of its own", () => {
    const two = project({
      "stacks/a/fleet.yaml": "shards: {by: folder}\n",
      "stacks/a-b/fleet.yaml": "shards: {count: 2}\n",
      "stacks/a-c/x.yaml": parked("x.example"),
    });
    expect(fleetNames(two)).toEqual(["a", "a-b"]);
    expect(fleetOfStack(two, "a-b-1")).toMatchObject({ name: "a-b", shard: "1", specs: "stacks/a-b" });
    expect(fleetOfStack(two, "a-x")).toMatchObject({ name: "a", shard: "x", specs: "stacks/a/x" });
    expect(fleetOfStack(two, "a-c")).toBeUndefined();
    expect(fleetOfStack(two, "b")).toBeUndefined();
  });
});
