/** `mailzone fleet list`: the shards of a fleet. */
import { fleetListJson, printFleetList } from "../../report/fleet-list.ts";
import { exitBy, printSpecFindings } from "../output.ts";
import { printJson, printResult } from "../print.ts";
import type { Shown } from "../shown.ts";
import { select } from "./selection.ts";

interface Options extends Shown {
  readonly format: "text" | "json";
}

export async function list(name: string | undefined, { format, ...shown }: Options): Promise<void> {
  const { fleet } = await select(name, { only: [] });
  if (format === "json") printJson(fleetListJson(fleet));
  else printResult(printFleetList(fleet));
  if (format === "text") printSpecFindings(fleet.loaded.findings, shown);
  exitBy(fleet.loaded.findings);
}
