/** The texts of schema/: JSON Schemas for editors and for programs that read the command line's JSON. */
import { join } from "node:path";
import { z } from "zod";
import { checks } from "../src/check/checks.ts";
import { openLibrary } from "../src/preset/library.ts";
import { presetSchema } from "../src/preset/schema.ts";
import { detectDocument } from "../src/report/detected.ts";
import { diagnosisDocument } from "../src/report/diagnosis.ts";
import { driftDocument } from "../src/report/drift-json.ts";
import {
  checkDocument,
  lintDocument,
  planDocument,
  providerDocument,
  providersDocument,
  zoneDocument,
} from "../src/report/json.ts";
import { stackPlanDocument } from "../src/report/plan-json.ts";
import { spfDocument } from "../src/report/spf.ts";
import { spfVerdictDocument } from "../src/report/spf-verdict.ts";
import { verifyDocument } from "../src/report/verify-json.ts";
import { checkId, defaultsSchema, presetId, specSchema } from "../src/spec/schema.ts";
import { root } from "./project.mjs";

export const SCHEMA_FOLDER = join(root, "schema");

const titled = (schema: z.ZodType, command: string): z.ZodType =>
  schema.meta({
    title: `mailzone ${command}`,
    description: `What \`mailzone ${command} --format json\` prints`,
  });

/** Every file of `schema/`: its name, and the text it should hold. */
export function schemaFiles(): ReadonlyMap<string, string> {
  const schemas = {
    spec: specSchema,
    defaults: defaultsSchema,
    preset: presetSchema,
    check: titled(checkDocument, "check"),
    zone: titled(zoneDocument, "zone"),
    plan: titled(planDocument, "plan"),
    "plan-stack": titled(stackPlanDocument, "plan --stack STACK"),
    drift: titled(driftDocument, "drift STACK"),
    verify: titled(verifyDocument, "verify"),
    diagnose: titled(diagnosisDocument, "diagnose DOMAIN"),
    "spf-verdict": titled(spfVerdictDocument, "spf --ip ADDRESS"),
    spf: titled(spfDocument, "spf"),
    detect: titled(detectDocument, "detect DOMAIN|ZONEFILE"),
    providers: titled(providersDocument, "providers"),
    "providers-lint": titled(lintDocument, "providers lint FILE"),
    provider: titled(providerDocument, "providers ID"),
  };
  const ids = openLibrary().ids();
  return new Map(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(jsonSchema(schema, ids), undefined, 2)}\n`,
    ]),
  );
}

/**
 * Adds what zod cannot express. The ids of presets are a closed list (`preset-unknown`), so editors can complete them and mark
 * mistyped ones. A spec has `domain` or `domains`, which a defaults file cannot set.
 */
function jsonSchema(schema: z.ZodType, ids: readonly string[]): object {
  return z.toJSONSchema(schema, {
    io: "input",
    target: "draft-07",
    override({ zodSchema, jsonSchema: made }) {
      if (zodSchema === presetId) made.enum = [...ids];
      if (zodSchema === checkId) made.enum = checks.map(({ id }) => id).sort();
      if (zodSchema === specSchema) made.oneOf = [{ required: ["domain"] }, { required: ["domains"] }];
    },
  });
}
