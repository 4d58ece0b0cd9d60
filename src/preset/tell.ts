/** What the parts of the lint of presets share. */
import { type Finding, quote } from "../finding.ts";
import type { Path } from "../source/path.ts";
import type { Source } from "../source/source.ts";

/** A path to a value, or the key itself, where that is what is wrong or lacks something. */
type At = Path | { readonly key: Path };

export type Tell = (at: At, severity: "error" | "warning", message: string, help: string) => void;

/** What `lint` tells of a preset's file. */
export function told(source: Source, lint: (tell: Tell) => void): readonly Finding[] {
  const findings: Finding[] = [];
  lint((at, severity, message, help) => {
    const place = "key" in at ? source.keyPlace(at.key) : source.place(at);
    findings.push({ code: "preset-file", severity, message, help, place });
  });
  return findings;
}

export function lintHost(host: string, path: Path, tell: Tell): void {
  if (host !== "." && host.endsWith("."))
    tell(path, "error", `${quote(host)} ends with a dot, which presets leave out`, "delete the dot");
}
