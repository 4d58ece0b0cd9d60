/**
 * `npm run generate`: writes the files that are generated from others: the lists of checks, schema/, and the pages and the
 * catalogue of tools/docs.ts. A test fails while any of them is stale.
 */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { checkLists, foldersOf, LIST } from "./check-list.ts";
import { root } from "./project.mjs";
import { writeWhole } from "./write-file.mjs";

const CHECKS = join(root, "src/check");
const lists = await checkLists(CHECKS);
for (const family of foldersOf(CHECKS)) {
  if (!lists.has(join(family, LIST))) rmSync(join(CHECKS, family, LIST), { force: true });
}
for (const [path, text] of lists) writeWhole(join(CHECKS, path), text);

// Everything else is generated from the lists that were just written, so it is imported only now.
const { generatedPages } = await import("./docs.ts");
const { SCHEMA_FOLDER, schemaFiles } = await import("./schema.ts");

const schemas = schemaFiles();
mkdirSync(SCHEMA_FOLDER, { recursive: true });
for (const name of readdirSync(SCHEMA_FOLDER)) if (!schemas.has(name)) rmSync(join(SCHEMA_FOLDER, name));
for (const [name, text] of schemas) writeWhole(join(SCHEMA_FOLDER, name), text);

for (const [path, text] of generatedPages()) writeWhole(join(root, path), text);
