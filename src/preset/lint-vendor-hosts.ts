/** What a preset says of its vendor's hosts holds for its own records, so that neither changes without the other. */
import { quote } from "../finding.ts";
import { absolute, isWithin } from "../zone/name.ts";
import { wholeOf } from "./pattern/pattern.ts";
import type { Preset, PresetRecord } from "./preset.ts";
import type { DkimTargetsInput, ParameterInput } from "./schema.ts";
import { lintHost, type Tell } from "./tell.ts";
import { PLACEHOLDER } from "./template.ts";

export function lintVendorHosts(preset: Preset, tell: Tell): void {
  lintSingleMx(preset, tell);
  if (preset.dkimTargets !== undefined) lintDkimTargets(preset.dkimTargets, preset, tell);
}

function lintSingleMx({ singleMx = [], records }: Preset, tell: Tell): void {
  const exchanges = records.flatMap((record) => (record.type === "MX" ? absolute(record.exchange) : []));
  singleMx.forEach((host, i) => {
    const path = ["singleMx", i];
    lintHost(host, path, tell);
    if (exchanges.some((exchange) => isWithin(exchange, absolute(host)))) return;
    tell(
      path,
      "error",
      `no MX record of the preset has a host that is or ends in ${quote(host)}`,
      "write the end of such a host, by whole labels",
    );
  });
}

function lintDkimTargets({ pattern, selectors }: DkimTargetsInput, preset: Preset, tell: Tell): void {
  const path = ["dkimTargets", "pattern"];
  if (!pattern.includes("(?<selector>")) {
    tell(
      path,
      "error",
      `${quote(pattern)} has no group named selector, so it does not show the selector`,
      "put the part of the target that is the selector in (?<selector>...)",
    );
    return;
  }
  const whole = wholeOf(pattern);
  const owners = new Set<string>();
  preset.records.forEach((record, i) => {
    if (record.type !== "CNAME" || !record.name.endsWith("._domainkey")) return;
    const { name, target } = withExamples(record, preset.parameters);
    const { selector } = whole.exec(target)?.groups ?? {};
    owners.add(name);
    if (name === `${selector}._domainkey`) return;
    tell(
      ["records", i, "target"],
      "error",
      `with the examples this is ${quote(target)}, which does not match the pattern of dkimTargets for ${quote(name)}`,
      "correct the target, the examples or the pattern",
    );
  });
  if (owners.size === selectors) return;
  tell(
    ["dkimTargets", "selectors"],
    "error",
    `the preset has CNAMEs for ${owners.size} selectors, not for ${selectors}`,
    "write the number of selectors that the service needs, and a CNAME for each",
  );
}

/** The owner and target of a record, each placeholder replaced by its parameter's example. */
function withExamples(
  { name, target }: Extract<PresetRecord, { type: "CNAME" }>,
  parameters: Readonly<Record<string, ParameterInput>>,
): { readonly name: string; readonly target: string } {
  const fill = (text: string): string =>
    text.replace(PLACEHOLDER, (whole, parameter: string) => String(parameters[parameter]?.example ?? whole));
  return { name: fill(name), target: fill(target).toLowerCase() };
}
