/** `mailzone plan`: the resources that specs become; with `--stack`, what the engine would do to a stack. */
import { planZones } from "../plan/plan.ts";
import { planJson } from "../report/json.ts";
import { counted, visible } from "../words/text.ts";
import { onlyDomains } from "./only.ts";
import { CannotRun, exitBy, load, printJson, printResult, printSpecFindings } from "./output.ts";
import type { Shown } from "./shown.ts";
import { usableStack } from "./stack/stack-name.ts";

interface Options extends Shown {
  readonly format: "text" | "json" | "markdown";
  readonly stack?: string;
  readonly only: readonly string[];
}

export async function plan(paths: readonly string[], options: Options): Promise<void> {
  const { stack, only, ...rest } = options;
  if (stack === undefined) {
    planSpecs(paths.length > 0 ? paths : ["stacks"], options);
    return;
  }
  if (paths.length > 0) {
    throw new CannotRun("plan --stack takes no path: it plans the specs that the stack's config names");
  }
  await (await import("./stack/plan-stack.ts")).planStack(usableStack(stack), {
    ...rest,
    only: onlyDomains(only),
  });
}

/** The resources of specs, from the files alone. */
function planSpecs(paths: readonly string[], { format, only, ...shown }: Options): void {
  if (format === "markdown") {
    throw new CannotRun(
      "plan supports markdown only with --stack: add --stack STACK, or choose another format",
    );
  }
  const loaded = load(paths, only);
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
  printSpecFindings(loaded.findings, shown);
  exitBy(loaded.findings);
}
