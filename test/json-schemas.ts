/** The files of schema/, and what is wrong with a value by one of them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { SCHEMA_FOLDER } from "../tools/schema.ts";

export const repository = join(import.meta.dirname, "..");
export const ajv = new Ajv({ allErrors: true, validateFormats: false, allowUnionTypes: true });

/** The schema as it lies in the folder, not as the generator would make it. */
export const schema = (name: string, folder: string = SCHEMA_FOLDER): ValidateFunction =>
  ajv.compile(JSON.parse(readFileSync(join(folder, `${name}.schema.json`), "utf8")));

/** What is wrong with a value by a schema; empty when it is valid. */
export function faults(validate: ValidateFunction, value: unknown): string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`);
}
