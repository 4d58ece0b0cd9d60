import { planZones } from "../cloud/plan.ts";
import { planJson } from "../report/json.ts";
import { visible } from "../report/visible.ts";
import { exitBy, load, printFindingsAside, printJson, printResult } from "./output.ts";

export function plan(paths: readonly string[], { format }: { format: "text" | "json" }): void {
  const loaded = load(paths);
  const resources = planZones(loaded.zones);
  if (format === "json") printJson(planJson(resources));
  else {
    printResult(
      [
        ...resources.map(
          ({ name, type, args }) => `${visible(name)}\n  ${type} ${visible(JSON.stringify(args))}`,
        ),
        `${resources.length} resources`,
      ].join("\n"),
    );
  }
  printFindingsAside(loaded.findings);
  exitBy(loaded.findings);
}
