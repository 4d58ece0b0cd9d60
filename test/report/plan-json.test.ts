/** The plan of a stack as JSON: what is unknown is null, a refused run has no changes, and the counts are those of the changes. */
import { expect, test } from "@jest/globals";
import type { StackPlan } from "../../src/engine/plan-change.ts";
import { stackPlanDocument, stackPlanJson } from "../../src/report/plan-json.ts";
import { faults, schema } from "../json-schemas.ts";
import { change } from "./record-change.ts";

const EMPTY: StackPlan = {
  stack: "prod",
  zones: [],
  policies: [],
  changes: [],
  unchanged: 0,
  others: 0,
  findings: [],
};

const PLANS: readonly (readonly [string, StackPlan, object])[] = [
  [
    "nothing to do",
    { ...EMPTY, unchanged: 4 },
    { refused: false, changes: [], zones: [], findings: [], summary: { created: 0, unchanged: 4 } },
  ],
  [
    "a run that is refused",
    {
      ...EMPTY,
      findings: [
        {
          code: "mx-present",
          severity: "error",
          message: "no MX",
          domain: "example.com",
          place: { file: "a.yaml", line: 1, column: 2 },
          related: [{ place: { file: "b.yaml", line: undefined, column: undefined }, note: "here" }],
        },
      ],
    },
    {
      refused: true,
      findings: [
        {
          ...{ code: "mx-present", help: null, domain: "example.com", file: "a.yaml", line: 1, column: 2 },
          ...{ more: 0, related: [{ file: "b.yaml", line: null, column: null, note: "here" }] },
        },
      ],
    },
  ],
  [
    "a warning, which refuses nothing",
    { ...EMPTY, findings: [{ code: "mx-present", severity: "warning", message: "x", help: "y", more: 2 }] },
    { refused: false, findings: [{ file: null, line: null, help: "y", domain: null, more: 2 }] },
  ],
  [
    "changes of each kind",
    {
      ...EMPTY,
      unchanged: 1,
      changes: [
        change("create", "@", "MX", "", "600 5 mx1.example.net."),
        change("update", "@", "TXT", '600 "v=spf1 -all"', '60 "v=spf1 -all" | "x"'),
        { ...change("replace", "www", "CNAME", "600 a.example.net.", "600 b.example.net."), gap: true },
        { ...change("delete", "x", "TXT", "600 ", ""), domain: undefined, before: { data: [] } },
      ],
    },
    {
      summary: { created: 1, updated: 1, replaced: 1, deleted: 1, unchanged: 1 },
      changes: [
        {
          change: "create",
          name: "example.com.",
          type: "MX",
          before: null,
          after: { ttl: 600, data: ["5 mx1.example.net."] },
        },
        {
          change: "update",
          before: { ttl: 600 },
          after: { ttl: 60, data: ['"v=spf1 -all"', '"x"'] },
          gap: false,
        },
        { change: "replace", domain: "example.com", gap: true },
        { change: "delete", domain: null, before: { ttl: null, data: [] }, after: null },
      ],
    },
  ],
  [
    "zones",
    {
      ...EMPTY,
      zones: [
        { kind: "create", resource: "example.com", cloud: "route53", zone: "example.com." },
        {
          kind: "forget",
          resource: "example.net",
          cloud: "cloudflare",
          account: "shop",
          zone: "example.net.",
        },
      ],
    },
    {
      zones: [
        { change: "create", resource: "example.com", zone: "example.com.", cloud: "route53", account: null },
        {
          change: "forget",
          resource: "example.net",
          zone: "example.net.",
          cloud: "cloudflare",
          account: "shop",
        },
      ],
    },
  ],
];

test("policies: what is unknown is null", () => {
  const served = {
    resource: "example.com/mta-sts/WORKER",
    cloud: "cloudflare",
    host: "mta-sts.example.com.",
  } as const;
  const plan: StackPlan = {
    ...EMPTY,
    policies: [
      { kind: "create", domain: "example.com", ...served, after: "mode: testing\n" },
      { kind: "update", domain: undefined, ...served, before: "a", after: "b" },
    ],
  };
  const document = stackPlanJson(plan);
  expect(document.policies).toEqual([
    { change: "create", domain: "example.com", ...served, before: null, after: "mode: testing\n" },
    { change: "update", domain: null, ...served, before: "a", after: "b" },
  ]);
  expect(faults(schema("plan-stack"), document)).toEqual([]);
});

test.each(PLANS)("%s", (_, plan, wanted) => {
  const document = stackPlanJson(plan);
  expect(document).toMatchObject({ version: 1, stack: "prod", ...wanted });
  expect(stackPlanDocument.parse(document)).toEqual(document);
  expect(faults(schema("plan-stack"), document)).toEqual([]);
});

test("the schema refuses a change without its sides, so it can fail", () => {
  const document = JSON.parse(JSON.stringify(stackPlanJson(PLANS[3]?.[1] as StackPlan)));
  delete document.changes[0].after;
  expect(faults(schema("plan-stack"), document)).toEqual([
    expect.stringContaining("must have required property 'after'"),
  ]);
});
