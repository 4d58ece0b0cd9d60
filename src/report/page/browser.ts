/** The page's own script and style, which are files beside this one. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const read = (name: string): string => readFileSync(join(import.meta.dirname, "browser", name), "utf8");

export const browserFiles = (): { readonly script: string; readonly style: string } => ({
  script: read("page.js"),
  style: read("page.css"),
});
