/** Where the schemas for editors are: those that `mailzone schema` wrote for the project, or the package's own. */
import { existsSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import process from "node:process";
import { projectOf } from "../source/project.ts";

/** Where `mailzone schema` writes them if nothing else is said; git ignores it. */
export function projectSchemas(): string {
  const cwd = process.cwd();
  return join(projectOf(cwd, cwd).root, ".mailzone/schema");
}

/** The path of the schema of specs from a folder of the project. */
export function specSchemaFrom(folder: string): string {
  const own = join(projectSchemas(), "spec.schema.json");
  const path = existsSync(own) ? own : join(import.meta.dirname, "../../schema/spec.schema.json");
  return relative(resolve(folder), path).split(sep).join("/");
}
