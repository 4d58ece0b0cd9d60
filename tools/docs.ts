/** The texts of the pages and the catalogue that are generated from the code's own data. */
import { codes } from "../src/codes.ts";
import { catalogueText } from "../src/preset/catalogue.ts";
import { openLibrary } from "../src/preset/library.ts";
import { checksPage } from "../src/report/checks-page.ts";
import { providersPage } from "../src/report/providers-page.ts";

/** Every generated page: its path from the project's root, and the text it should hold. */
export function generatedPages(): ReadonlyMap<string, string> {
  return new Map([
    ["docs/checks.md", checksPage(codes)],
    ["docs/providers.md", providersPage(openLibrary())],
    ["providers/catalogue.json", catalogueText(openLibrary().presets())],
  ]);
}
