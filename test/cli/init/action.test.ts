/** The composite action runs what the workflow of `init` runs: each script is in both, so that neither falls behind. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { parse } from "yaml";
import { repository } from "../../json-schemas.ts";

interface Step {
  readonly name?: string;
  readonly run?: string;
}

const read = (path: string) => parse(readFileSync(join(repository, path), "utf8"));

const { jobs } = read("pipelines/github.yaml");
const inWorkflow: readonly Step[] = ["check", "plan"].flatMap((job) => jobs[job].steps);
const inAction: readonly Step[] = read("action.yml").runs.steps;

/** What an action is given, and the workflow has as it is. */
const plain = (script: string): string =>
  script
    .trim()
    .replace(/ \$SPEC_PATHS\b/, "")
    .replace('> "$SARIF"', "> mailzone.sarif")
    .replace('> "$RUNNER_TEMP/plan.md"', "> plan.md");

const scripts = (steps: readonly Step[]) =>
  steps.flatMap(({ name, run }) => (name === undefined || run === undefined ? [] : [[name, plain(run)]]));

test("the steps of the action are those of the workflow's check and plan, by name and script", () => {
  expect(scripts(inAction)).toEqual(scripts(inWorkflow));
  expect(inAction).toHaveLength(4);
  expect(scripts(inAction).flat().join("\n")).not.toMatch(/SPEC_PATHS|SARIF|RUNNER_TEMP/);
});
