/** What the parts of the lint of presets share. */
import { quote } from "../finding.ts";
import type { Path } from "../source/path.ts";

/** A path to a value, or the key itself, where that is what is wrong or lacks something. */
type At = Path | { readonly key: Path };

export type Tell = (at: At, severity: "error" | "warning", message: string, help: string) => void;

export function lintHost(host: string, path: Path, tell: Tell): void {
  if (host !== "." && host.endsWith("."))
    tell(path, "error", `${quote(host)} ends with a dot, which presets leave out`, "delete the dot");
}
