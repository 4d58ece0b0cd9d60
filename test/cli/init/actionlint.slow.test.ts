/** actionlint, built from its Go module, finds nothing wrong with the workflows that `init` writes. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, jest, test } from "@jest/globals";
import { pipelineFile } from "../../../src/cli/init/pipeline-file.ts";
import { CLOUD_IDS } from "../../../src/spec/cloud-id.ts";
import { goEnvironment } from "../../../tools/engine-from-go.mjs";
import { needs } from "../../needs.ts";

// it is built at the first use
jest.setTimeout(600_000);

const MODULE = join(import.meta.dirname, "../../judges/actionlint");

const folder = mkdtempSync(join(tmpdir(), "mailzone-actionlint-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What actionlint says of a workflow; empty if nothing is wrong. */
function lint(text: string): string {
  const file = join(folder, "workflow.yml");
  writeFileSync(file, text);
  const options = { cwd: MODULE, env: goEnvironment(process.env, false), encoding: "utf8" } as const;
  try {
    return execFileSync("go", ["tool", "actionlint", "-no-color", "-oneline", file], options);
  } catch (error) {
    return String((error as { readonly stdout: unknown }).stdout);
  }
}

const workflow = (clouds: readonly (typeof CLOUD_IDS)[number][]): string =>
  pipelineFile({
    stack: "live",
    clouds,
    pipeline: "github",
  })[0]?.text ?? "";

needs("go").describe("actionlint", () => {
  test.each([...CLOUD_IDS.map((cloud) => [cloud]), [...CLOUD_IDS]].map((clouds) => [clouds]))(
    "finds nothing in the workflow for %j",
    (clouds) => {
      expect(lint(workflow(clouds))).toBe("");
    },
  );

  test("finds an unknown job and a wrong expression, so it does look", () => {
    expect(lint(workflow(["cloudflare"]).replace("needs: check", "needs: chck"))).toMatch(/chck/);
    expect(lint(workflow(["cloudflare"]).replace("github.event_name", "github.event_nam"))).toMatch(
      /event_nam/,
    );
  });
});
