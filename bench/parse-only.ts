/** The cost of parsing alone: passes every file below the folder to `yaml.parseDocument`, and does nothing else. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";

const [folder = "."] = process.argv.slice(2);
let documents = 0;
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  parseDocument(readFileSync(join(entry.parentPath, entry.name), "utf8"));
  documents++;
}
console.log(`${documents} documents`);
