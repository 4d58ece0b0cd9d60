/** What publishing must be allowed to do, at each cloud and account, as text and as JSON. */
import { expect, test } from "@jest/globals";
import { cloudOf } from "../../src/cloud/clouds.ts";
import type { PublishedZone } from "../../src/cloud/permissions.ts";
import {
  type AccountPermissions,
  permissionsDocument,
  permissionsJson,
  printPermissions,
} from "../../src/report/permissions.ts";
import { CLOUD_IDS, type CloudId } from "../../src/spec/cloud-id.ts";
import { faults, schema } from "../json-schemas.ts";

const at = (id: CloudId, zones: readonly PublishedZone[], account?: string): AccountPermissions => {
  const cloud = cloudOf(id);
  return { cloud, account, ...cloud.permissions(zones) };
};
const KNOWN: PublishedZone = {
  name: "example.com.",
  id: "Z1",
  isCreated: false,
  isSigned: false,
  hasWorker: false,
};
const LOOKED_UP: PublishedZone = {
  name: "example.net.",
  isCreated: false,
  isSigned: false,
  hasWorker: false,
};
const CREATED: PublishedZone = { name: "example.org.", isCreated: true, isSigned: false, hasWorker: true };

const ALL = [
  at("route53", [KNOWN]),
  at("route53", [KNOWN, LOOKED_UP, CREATED], "shop\u001b[31m"),
  ...CLOUD_IDS.filter((id) => id !== "route53").map((id) => at(id, [LOOKED_UP])),
];

test("text: each cloud and account under its name, notes as comments, then the document alone", () => {
  const blocks = printPermissions(ALL).split(/\n(?=[^#\s].*\n# )/);
  expect(blocks.map((block) => block.split("\n")[0])).toEqual([
    "Amazon Route 53",
    "Amazon Route 53 (shop\\x1b[31m)",
    ...ALL.slice(2).map(({ cloud }) => cloud.title),
  ]);
  for (const [i, block] of blocks.entries()) {
    const lines = block.split("\n").slice(1);
    const notes = lines.filter((line) => line.startsWith("# ")).map((line) => line.slice(2));
    expect(notes).toEqual(ALL[i]?.notes);
    expect(JSON.parse(lines.slice(notes.length).join("\n"))).toEqual(ALL[i]?.document);
  }
  expect(printPermissions([])).toBe("");
});

test("JSON: fits its schema; the default account is null", () => {
  const document = permissionsJson(ALL);
  expect(permissionsDocument.parse(document)).toEqual(document);
  const validate = schema("permissions");
  expect(faults(validate, document)).toEqual([]);
  expect(document.permissions.slice(0, 2)).toMatchObject([
    { cloud: "route53", account: null, document: { Statement: expect.any(Array) } },
    { cloud: "route53", account: "shop\u001b[31m" },
  ]);
  expect(faults(validate, { ...document, permissions: [{ cloud: "route53" }] })).not.toEqual([]);
});
