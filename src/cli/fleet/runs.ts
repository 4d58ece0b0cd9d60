/** `mailzone fleet runs`: what became of the runs of a fleet on this machine. */
import { pastRuns } from "../../fleet/journal.ts";
import { fleetRunsJson, printFleetRuns } from "../../report/fleet-runs.ts";
import { printJson, printResult } from "../print.ts";
import { enterProject, fleetFile } from "./selection.ts";

export function runs(name: string | undefined, { format }: { readonly format: "text" | "json" }): void {
  const root = enterProject();
  const fleet = fleetFile(root, name);
  const past = pastRuns(root, fleet.name);
  if (format === "json") printJson(fleetRunsJson(fleet.name, past));
  else printResult(printFleetRuns(past));
}
