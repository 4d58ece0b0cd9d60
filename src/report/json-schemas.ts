/** JSON Schemas: of the files that people write, for editors, and of what the command line prints, for programs that read it. */
import { z } from "zod";
import { checks } from "../check/checks.ts";
import { presetSchema } from "../preset/schema.ts";
import { fleetSchema } from "../spec/fleet-file.ts";
import { checkId, defaultsSchema, presetId, specSchema } from "../spec/schema.ts";
import { detectDocument } from "./detected.ts";
import { diagnosisDocument } from "./diagnosis.ts";
import { rotationDocument } from "./dkim-rotation.ts";
import { dmarcReportDocument } from "./dmarc-report-json.ts";
import { driftDocument } from "./drift-json.ts";
import { fleetDriftDocument } from "./fleet-drift.ts";
import { fleetListDocument } from "./fleet-list.ts";
import { fleetRunDocument } from "./fleet-run.ts";
import { fleetRunsDocument } from "./fleet-runs.ts";
import { importDocument } from "./imported.ts";
import {
  checkDocument,
  lintDocument,
  planDocument,
  providerDocument,
  providersDocument,
  zoneDocument,
} from "./json.ts";
import { permissionsDocument } from "./permissions.ts";
import { stackPlanDocument } from "./plan-json.ts";
import { spfDocument } from "./spf.ts";
import { spfVerdictDocument } from "./spf-verdict.ts";
import { statusDocument } from "./status-json.ts";
import { tlsReportDocument } from "./tls-report-json.ts";
import { upgradeDocument } from "./upgrade-json.ts";
import { verifyDocument } from "./verify-json.ts";

const titled = (schema: z.ZodType, command: string): z.ZodType =>
  schema.meta({
    title: `mailzone ${command}`,
    description: `What \`mailzone ${command} --format json\` prints`,
  });

/** What people write. */
const WRITTEN = { spec: specSchema, defaults: defaultsSchema, fleet: fleetSchema, preset: presetSchema };

const PRINTED = {
  check: titled(checkDocument, "check"),
  zone: titled(zoneDocument, "zone"),
  plan: titled(planDocument, "plan"),
  "plan-stack": titled(stackPlanDocument, "plan --stack STACK"),
  drift: titled(driftDocument, "drift STACK"),
  "dkim-rotate": titled(rotationDocument, "dkim rotate"),
  status: titled(statusDocument, "status"),
  verify: titled(verifyDocument, "verify"),
  diagnose: titled(diagnosisDocument, "diagnose DOMAIN"),
  "dmarc-report": titled(dmarcReportDocument, "dmarc report"),
  "tlsrpt-report": titled(tlsReportDocument, "tlsrpt report"),
  "fleet-list": titled(fleetListDocument, "fleet list"),
  "fleet-run": titled(fleetRunDocument, "fleet preview` and `mailzone fleet up"),
  "fleet-drift": titled(fleetDriftDocument, "fleet drift"),
  "fleet-runs": titled(fleetRunsDocument, "fleet runs"),
  "spf-verdict": titled(spfVerdictDocument, "spf --ip ADDRESS"),
  spf: titled(spfDocument, "spf"),
  detect: titled(detectDocument, "detect DOMAIN|ZONEFILE"),
  upgrade: titled(upgradeDocument, "upgrade --check"),
  permissions: titled(permissionsDocument, "permissions"),
  import: titled(importDocument, "import"),
  providers: titled(providersDocument, "providers"),
  "providers-lint": titled(lintDocument, "providers lint FILE"),
  provider: titled(providerDocument, "providers ID"),
};

/** The schemas for editors: the name of each file and its text. `ids` are those of the presets that a spec can name. */
export const editorSchemas = (ids: readonly string[]): ReadonlyMap<string, string> =>
  schemaTexts(WRITTEN, ids);

/** All of them. */
export const allSchemas = (ids: readonly string[]): ReadonlyMap<string, string> =>
  schemaTexts({ ...WRITTEN, ...PRINTED }, ids);

const schemaTexts = (
  schemas: Readonly<Record<string, z.ZodType>>,
  ids: readonly string[],
): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(schemas).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(jsonSchema(schema, ids), undefined, 2)}\n`,
    ]),
  );

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
