/** `mailzone fleet verify`: whether DNS answers what a fleet's specs want. */
import { join } from "node:path";
import { STACKS } from "../../spec/find.ts";
import { type VerifyOptions, verifyLoaded } from "../live/verify.ts";
import { aboutDomains } from "../only.ts";
import { printResult } from "../print.ts";
import { hint } from "../shown.ts";
import { type SelectOptions, select } from "./selection.ts";
import { touchedLine } from "./touched-line.ts";

type Options = SelectOptions & VerifyOptions;

export async function verify(name: string | undefined, options: Options): Promise<void> {
  const { fleet, domains, touched } = await select(name, options);
  if (touched !== undefined) hint(touchedLine(touched), options);
  const loaded = domains === undefined ? fleet.loaded : aboutDomains(fleet.loaded, domains);
  if (loaded.domains.length === 0) return printResult("no domain with a spec to ask for");
  const folder = join(STACKS, fleet.file.name);
  const { changedSince, only } = options;
  const named = [
    ...(changedSince === undefined ? [] : ["--changed-since", changedSince]),
    ...only.flatMap((one) => ["--only", one]),
  ];
  await verifyLoaded(loaded, options, {
    again: (command) =>
      command === "verify" ? ["fleet", "verify", fleet.file.name, ...named] : ["status", folder],
  });
}
