/**
 * `npm run generate`: writes the files that are generated from others: the list of checks, schema/, and the pages and the
 * catalogue of tools/docs.ts. A test fails while any of them is stale.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkList } from "./check-list.ts";
import { root } from "./project.mjs";

writeFileSync(join(root, "src/check/checks.ts"), await checkList());

// Everything else is generated from the list that was just written, so it is imported only now.
const { generatedPages } = await import("./docs.ts");
const { SCHEMA_FOLDER, schemaFiles } = await import("./schema.ts");

const schemas = schemaFiles();
mkdirSync(SCHEMA_FOLDER, { recursive: true });
for (const name of readdirSync(SCHEMA_FOLDER)) if (!schemas.has(name)) rmSync(join(SCHEMA_FOLDER, name));
for (const [name, text] of schemas) writeFileSync(join(SCHEMA_FOLDER, name), text);

for (const [path, text] of generatedPages()) writeFileSync(join(root, path), text);
