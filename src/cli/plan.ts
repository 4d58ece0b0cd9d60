/** `mailzone plan`: the resources that specs become; with `--stack`, what the engine would do to a stack. */
import { planZones } from "../plan/plan.ts";
import { planJson } from "../report/json.ts";
import { counted, visible } from "../words/text.ts";
import { CannotRun, exitBy, load, printFindingsAside, printJson, printResult } from "./output.ts";
import { usableStack } from "./stack/stack-name.ts";

interface Options {
  readonly format: "text" | "json" | "markdown";
  readonly stack?: string;
}

export async function plan(paths: readonly string[], { format, stack }: Options): Promise<void> {
  if (stack === undefined) {
    planSpecs(paths.length > 0 ? paths : ["stacks"], format);
    return;
  }
  if (paths.length > 0) {
    throw new CannotRun("plan --stack takes no path: it plans the specs that the stack's config names");
  }
  await (await import("./stack/plan-stack.ts")).planStack(usableStack(stack), format);
}

/** The resources of specs, from the files alone. */
function planSpecs(paths: readonly string[], format: Options["format"]): void {
  if (format === "markdown") {
    throw new CannotRun(
      "plan supports markdown only with --stack: add --stack STACK, or choose another format",
    );
  }
  const loaded = load(paths);
  const resources = planZones(loaded.zones);
  if (format === "json") printJson(planJson(resources));
  else {
    printResult(
      [
        ...resources.map(
          ({ name, type, args }) => `${visible(name)}\n  ${type} ${visible(JSON.stringify(args))}`,
        ),
        counted(resources.length, "resource"),
      ].join("\n"),
    );
  }
  printFindingsAside(loaded.findings);
  exitBy(loaded.findings);
}
