/** The texts of schema/. */
import { join } from "node:path";
import { openLibrary } from "../src/preset/library.ts";
import { allSchemas } from "../src/report/json-schemas.ts";
import { root } from "./project.mjs";

export const SCHEMA_FOLDER = join(root, "schema");

/** Every file of `schema/`: its name, and the text it should hold. */
export const schemaFiles = (): ReadonlyMap<string, string> => allSchemas(openLibrary().ids());
