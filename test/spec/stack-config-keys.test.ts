/** Keys of a stack's config that nothing reads are found with the specs of that stack. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, expect, test } from "@jest/globals";
import { loadWithConfig } from "../../src/pipeline.ts";
import { openSpecs } from "../../src/spec/open.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-config-keys-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
beforeEach(() => {
  rmSync(join(folder, "stacks"), { recursive: true, force: true });
  write("Pulumi.yaml", "name: acme\n");
  for (const stack of ["prod", "eu"])
    write(`stacks/${stack}/${stack}.example.yaml`, `domain: ${stack}.example\ndns: route53\nmode: parked\n`);
});

const found = (path: string, stack?: string): string[] =>
  loadWithConfig(openSpecs([path], folder, stack)).findings.flatMap(
    ({ code, severity, message, help, place }) =>
      code === "stack-config-key"
        ? `${place?.file}:${place?.line}:${place?.column} ${severity} ${message}: ${help}`
        : [],
  );

const LITERAL =
  "the stack config mailzone:existing has no effect: keys begin with the project's name, so write acme:existing";

test.each([
  ["of the stack whose folder is checked", "stacks/prod"],
  ["of all stacks", "stacks"],
  ["of the stack of one file", "stacks/prod/prod.example.yaml"],
])("a key that begins with mailzone's own project: %s", (_, path) => {
  write("stacks/Pulumi.prod.yaml", "config:\n  acme:sandbox: true\n  mailzone:existing: ignore\n");
  expect(found(path)).toEqual([`stacks/Pulumi.prod.yaml:3:3 error ${LITERAL}`]);
  expect(found("stacks/eu")).toEqual([]);
});

test.each([
  ["by its own key", "acme:specs"],
  ["by the key that has no effect itself", "mailzone:specs"],
])("of a stack whose config names the folder %s", (_, key) => {
  write("stacks/Pulumi.try.yaml", `config: {${key}: stacks/prod, mailzone:existing: ignore}\n`);
  expect(found("stacks/prod").join()).toContain(LITERAL);
  expect(found("stacks/eu")).toEqual([]);
});

test("a run of one stack is told of its config alone", () => {
  write("stacks/Pulumi.prod.yaml", "config: {mailzone:existing: ignore}\n");
  write("stacks/Pulumi.try.yaml", "config: {acme:specs: stacks/prod}\n");
  expect(found("stacks/prod", "try")).toEqual([]);
});

test("a slip comes with the key that is meant", () => {
  write("stacks/Pulumi.prod.yaml", "config: {acme:existng: ignore}\n");
  expect(found("stacks/prod")).toEqual([
    "stacks/Pulumi.prod.yaml:1:10 error unknown stack config key acme:existng: did you mean existing?",
  ]);
});

test.each([
  ["of another namespace", "name: acme\n", "config: {aws:region: eu-central-1, mailzone:colour: red}\n"],
  ["of mailzone's own project", "name: mailzone\n", "config: {mailzone:existing: ignore}\n"],
  ["that cannot be read", "name: acme\n", "config: {{\n"],
])("nothing is said of keys %s", (_, project, config) => {
  write("Pulumi.yaml", project);
  write("stacks/Pulumi.prod.yaml", config);
  expect(found("stacks/prod")).toEqual([]);
});
