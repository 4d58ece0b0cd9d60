/** `mailzone import --cloud`, with the real engine: every sample zone comes out of the sandbox as it went in. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { loadPaths } from "../../src/pipeline.ts";
import { printRdata } from "../../src/zone/rdata.ts";
import type { RRset } from "../../src/zone/rrset.ts";
import { faults, repository, schema } from "../json-schemas.ts";
import { allClouds, TestStack } from "./test-stack.ts";

jest.setTimeout(600_000);

const SAMPLES = join(repository, "stacks/sandbox");
const files = readdirSync(SAMPLES, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".yaml"),
);

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make();
  stack.write(Object.fromEntries(files.map((name) => [name, readFileSync(join(SAMPLES, name), "utf8")])));
  expect(await stack.up()).toMatchObject({ code: 0 });
});
afterAll(() => stack.remove());

const lines = (rrsets: readonly RRset[]): string[] =>
  rrsets
    .flatMap(({ name, ttl, type, records }) =>
      records.map(({ data }) => `${name} ${ttl} ${type} ${printRdata(data)}`),
    )
    .sort();

/** Zones of a cloud by their names, each with its records but for those that are no mail. */
function zonesOf(folder: string, cloud: string, without: ReadonlySet<string>): Map<string, string[]> {
  const { zones, findings } = loadPaths([folder], stack.folder);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  return new Map(
    zones
      .filter((zone) => zone.cloud.id === cloud)
      .map(({ name, rrsets }) => [
        name,
        lines(rrsets.filter((set) => !without.has(`${set.name} ${set.type}`))),
      ]),
  );
}

interface Imported {
  readonly domain: string;
  readonly zone: string;
  readonly services: readonly { readonly id: string }[];
  readonly left: readonly { readonly name: string; readonly type: string; readonly why: string }[];
  readonly rewritten: readonly unknown[];
}

describe.each(allClouds)("%s", (cloud) => {
  const out = `imported-${cloud}`;
  let domains: readonly Imported[];
  beforeAll(async () => {
    const words = ["import", "--cloud", cloud, "--stack", "test", "--out", out, "--format", "json"];
    const { code, stdout, stderr } = await stack.mailzone(...words);
    expect([code, stderr.split("\n").filter((line) => line.startsWith("mailzone: "))]).toEqual([0, []]);
    const document = JSON.parse(stdout);
    expect(faults(schema("import"), document)).toEqual([]);
    ({ domains } = document);
  });

  test("all its zones are found, and their expansion is what the samples publish", () => {
    const left = new Set(
      domains.flatMap(({ zone, left: some }) =>
        some.map(({ name, type }) => `${name === "@" ? "" : `${name}.`}${zone}. ${type}`),
      ),
    );
    const wanted = zonesOf("stacks/test", cloud, left);
    expect(wanted.size).toBeGreaterThan(3);
    expect(zonesOf(out, cloud, new Set())).toEqual(wanted);
    expect(domains.flatMap(({ rewritten }) => rewritten)).toEqual([]);
  });

  test("what is left is no mail", () => {
    const why = new Set(domains.flatMap(({ left }) => left.map((one) => one.why)));
    expect([...why].filter((one) => one !== "does not belong to mail")).toEqual([]);
  });

  test("a service is recognised in each domain with mail", () => {
    const unknown = domains.filter(({ services, left }) => services.length === 0 && left.length === 0);
    expect(unknown.map(({ domain }) => domain)).toEqual(cloud === "route53" ? ["example.org"] : []);
  });
});

test("the engine finds nothing to change in records that were imported, in place of the samples", async () => {
  const imported = new Map<string, string>();
  for (const cloud of allClouds) {
    for (const name of readdirSync(join(stack.folder, `imported-${cloud}`))) {
      const text = readFileSync(join(stack.folder, `imported-${cloud}`, name), "utf8");
      // a domain on two clouds is one spec
      const before = imported.get(name);
      imported.set(name, before?.replace(/^dns: (.*)$/m, `dns: [$1, ${cloud}]`) ?? text);
    }
  }
  stack.write(Object.fromEntries(imported), { zones: false });
  const { text } = await stack.preview();
  // what is left is no longer in the specs
  expect(text).toMatch(/\d+ unchanged/);
  expect(text).not.toMatch(/\d+ to (?:create|update|replace)/);
});

describe("what cannot be read", () => {
  const run = (...words: string[]) => stack.mailzone("import", "--cloud", ...words);

  test("a zone that is not there is a finding beside the others", async () => {
    const { code, text } = await run(
      "cloudflare",
      "--stack",
      "test",
      "--zone",
      "none.example",
      "--zone",
      "shop.example.com",
    );
    expect(code).toBe(1);
    expect(text).toContain("the zone none.example could not be found on Cloudflare");
    expect(text).toContain("mailbox:");
  });

  test("an account that the config does not have, a stack that is none, no stack at all", async () => {
    expect(await run("route53", "--account", "shop", "--stack", "test")).toMatchObject({
      code: 2,
      text: expect.stringContaining("no route53 account shop"),
    });
    expect(await run("route53", "--stack", "none")).toMatchObject({
      code: 2,
      text: expect.stringContaining("none"),
    });
    await stack.pulumi("stack", "unselect");
    expect(await run("route53")).toMatchObject({
      code: 2,
      text: expect.stringContaining("no stack is selected"),
    });
  });
});
