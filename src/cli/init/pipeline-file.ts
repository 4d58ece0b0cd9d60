/** The pipeline of a new repository: a file in pipelines/, for its stack and clouds. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CLOUD_IDS } from "../../spec/cloud-id.ts";
import type { NewFile, Pipeline, RepositoryAnswers } from "./answers.ts";

const PATHS: Readonly<Record<Pipeline, string>> = {
  github: ".github/workflows/mailzone.yml",
  gitlab: ".gitlab-ci.yml",
};

export function pipelineFile({
  stack,
  clouds,
  pipeline,
}: Pick<RepositoryAnswers, "stack" | "clouds" | "pipeline">): NewFile[] {
  if (pipeline === undefined) return [];
  const template = readFileSync(join(import.meta.dirname, "../../../pipelines", `${pipeline}.yaml`), "utf8");
  const unused = CLOUD_IDS.filter((cloud) => !clouds.includes(cloud));
  const lines = template.split("\n").filter((line) => !unused.some((cloud) => line.endsWith(` # ${cloud}`)));
  const text = lines
    .map((line) => line.replace(/ # (?:route53|cloudflare|alidns)$/, ""))
    .join("\n")
    .replace(/^( *)STACK: prod$/m, `$1STACK: ${stack}`);
  return [{ path: PATHS[pipeline], text }];
}
