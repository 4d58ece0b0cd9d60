/** Names as terraform-provider-aws brings them into the form of the API (clean.go, record.go; docs/facts/route53.md, provider). */
import { UNKNOWN } from "../../properties.ts";

/** As the state has it: in lower case and without a final dot. */
export const plainName = (name: string): string =>
  name === UNKNOWN ? name : name.toLowerCase().replace(/\.$/, "");

/** Letters in lower case; all but letters, digits, `-`, `_`, dots and a first `*.` as octal codes; no final dot. */
export function normalizedName(name: string): string {
  return name.replace(/\.$/, "").replace(/^\*(?=\.)|\\[0-7]{3}|[\s\S]/gu, (part) => {
    if (part === "*" && name.startsWith("*.")) return part;
    if (part.length === 4 || /[-a-z0-9._]/i.test(part)) return part.toLowerCase();
    return `\\${(part.codePointAt(0) ?? 0).toString(8).padStart(3, "0")}`;
  });
}

/** "Is it within the zone" is a pure suffix test, so `notexample.com` counts. The API gives the zone's name with octal codes, too. */
export function expandedName(name: string, zone: string): string {
  const apex = normalizedName(zone);
  if (name === "") return apex;
  const normalized = normalizedName(name);
  return normalized.endsWith(apex) ? normalized : `${normalized}.${apex}`;
}
