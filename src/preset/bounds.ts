/**
 * What keeps a preset from taking much longer than its size suggests: presets of one's own come in through pull requests, and CI
 * uses them before anyone has reviewed them. Found before anything is computed with the preset.
 */
import { quote } from "../finding.ts";
import type { Path } from "../source/path.ts";
import { anywhereFault, type PatternFault, wholeFault } from "./pattern/pattern.ts";
import type { ParameterInput, PresetInput } from "./schema.ts";
import type { Tell } from "./tell.ts";
import { derivedTemplates, namesIn } from "./template.ts";

type Parameters = PresetInput["parameters"];

export function lintBounds({ parameters, dkimTargets }: PresetInput, tell: Tell): void {
  for (const [name, { pattern, derive }] of Object.entries(parameters)) {
    const path = ["parameters", name];
    if (pattern !== undefined) lintPattern(pattern, wholeFault(pattern), [...path, "pattern"], tell);
    if (derive !== undefined) lintDerived(name, derive, parameters, tell);
  }
  if (dkimTargets !== undefined) {
    const { pattern } = dkimTargets;
    lintPattern(pattern, wholeFault(pattern), ["dkimTargets", "pattern"], tell);
  }
}

function lintPattern(pattern: string, fault: PatternFault | undefined, path: Path, tell: Tell): void {
  if (fault === undefined) return;
  tell(path, "error", `the pattern ${quote(pattern)} cannot be used: ${fault.problem}`, fault.help);
}

/** A chain of derived values could be a circle, or grow with each link. */
function lintDerived(
  name: string,
  derive: NonNullable<ParameterInput["derive"]>,
  parameters: Parameters,
  tell: Tell,
): void {
  const path = ["parameters", name, "derive"];
  if (typeof derive === "object" && "unless" in derive)
    lintPattern(derive.unless, anywhereFault(derive.unless), [...path, "unless"], tell);
  const link = derivedTemplates(derive)
    .flatMap(namesIn)
    .find((one) => Object.hasOwn(parameters, one) && parameters[one]?.derive !== undefined);
  if (link === undefined) return;
  tell(
    path,
    "error",
    `${name} is derived from ${link}, which is derived itself`,
    `write what ${link} is derived from`,
  );
}
