/** What the package is built from, copied into a folder of its own, so that nothing is written into the clone. */
import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const repository = join(import.meta.dirname, "..");

const SOURCES = ["src", "sandbox", "tools", "providers", "schema", "pipelines", "docs"];
const SETTINGS = ["action.yml", "package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"];

export function copyPackageSources(to: string): void {
  for (const name of [...SOURCES, ...SETTINGS])
    cpSync(join(repository, name), join(to, name), { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(to, "node_modules"));
}
