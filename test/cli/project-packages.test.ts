/** What the doctor says of the Pulumi packages in a user's project. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { projectPackages } from "../../src/cli/project-packages.ts";
import { testedVersion } from "../../src/source/own-package.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-packages-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const install = (name: string, version: string, project = folder): void => {
  mkdirSync(join(project, "node_modules", name), { recursive: true });
  writeFileSync(join(project, "node_modules", name, "package.json"), JSON.stringify({ name, version }));
};

test("nothing where there is no project", () => {
  expect(projectPackages(folder)).toEqual([]);
});

test("each with its version, or the command that installs the one that mailzone was tested with", () => {
  writeFileSync(join(folder, "package.json"), "{}");
  install("@pulumi/cloudflare", "6.99.0");
  const found = new Map(projectPackages(folder).map((one) => [one.name, one]));
  expect(found.get("@pulumi/cloudflare")).toMatchObject({ ok: true, found: "6.99.0" });
  expect(found.get("@pulumi/aws")).toMatchObject({
    ok: "optional",
    fix: `for specs on Amazon Route 53: npm install --save-exact @pulumi/aws@${testedVersion("@pulumi/aws")}`,
  });
  // nothing is published without it
  expect(found.get("@pulumi/pulumi")).toMatchObject({
    ok: false,
    fix: expect.stringMatching(/@\d+\.\d+\.\d+$/),
  });
});

test("nothing stands in the way once Pulumi's SDK is there", () => {
  const other = join(folder, "other");
  install("@pulumi/pulumi", "3.270.0", other);
  writeFileSync(join(other, "package.json"), "{}");
  expect(projectPackages(other).filter(({ ok }) => ok === false)).toEqual([]);
});
