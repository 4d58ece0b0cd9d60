/** What a preset claims for itself or requires of the domain: what its file declares, and what its records show. */
import { CONFLICTS, type Conflict } from "./conflicts.ts";
import { takesValue } from "./parameters.ts";
import type { PresetInput } from "./schema.ts";
import { namesIn } from "./template.ts";
import { isChosen } from "./when.ts";

/** What is declared, and what the records show that are published with no choice made; in the order of `CONFLICTS`. */
export function conflictsOf({
  conflicts,
  records,
  parameters,
}: Pick<PresetInput, "conflicts" | "records" | "parameters">): readonly Conflict[] {
  const usual = records.filter((record) => isChosen(record, (name) => parameters[name]?.default));
  const aliases = usual.filter(({ type }) => type === "CNAME");
  const hasAlias = (at: RegExp): boolean => aliases.some(({ name }) => at.test(name));
  const isAliasOf = (job: string): boolean => aliases.some(({ group }) => group === job);
  const mayBeAtDomain = (name: string): boolean => {
    const [parameter] = name === `{${namesIn(name)[0]}}` ? namesIn(name) : [];
    const declared = parameter === undefined ? undefined : parameters[parameter];
    return declared?.pattern !== undefined && takesValue(name, declared, "@");
  };
  const shown: Partial<Record<Conflict, boolean>> = {
    "mx-exclusive": records.some(
      ({ type, name, need }) =>
        type === "MX" && (name === "@" || (need === "required" && mayBeAtDomain(name))),
    ),
    "cname-dkim": isAliasOf("dkim") || hasAlias(/(?:^|\.)_domainkey(?:\.|\{|$)/),
    "cname-dmarc": hasAlias(/^_dmarc(?:\.|\{|$)/),
    "cname-mta-sts": hasAlias(/^_mta-sts(?:\.|$)/),
    "cname-return-path": isAliasOf("return-path"),
  };
  return (Object.keys(CONFLICTS) as Conflict[]).filter(
    (conflict) => shown[conflict] === true || conflicts.includes(conflict as never),
  );
}
