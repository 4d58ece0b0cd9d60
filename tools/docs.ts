/** `npm run docs`: writes the pages of docs/ that come from the code's own data. */
import { realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogueText } from "../src/preset/catalogue.ts";
import { openLibrary } from "../src/preset/library.ts";
import { checksPage } from "../src/report/checks-page.ts";
import { providersPage } from "../src/report/providers-page.ts";
import { root } from "./project.mjs";

/** Every generated page: its path from the project's root, and the text it should hold. */
export function generatedPages(): ReadonlyMap<string, string> {
  return new Map([
    ["docs/checks.md", checksPage()],
    ["docs/providers.md", providersPage(openLibrary())],
    ["providers/catalogue.json", catalogueText(openLibrary().presets())],
  ]);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const [path, text] of generatedPages()) writeFileSync(join(root, path), text);
}
