/** How `mailzone status` shows a fleet. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { publishedPhase } from "../../src/inventory/published-phase.ts";
import type { Whose } from "../../src/live/migration/mail-at.ts";
import { migrationStatuses } from "../../src/live/migration/status.ts";
import { loadText } from "../../src/pipeline.ts";
import { statusDocument, statusJson } from "../../src/report/status-json.ts";
import { printStatus, statusLine } from "../../src/report/status-text.ts";

const { domains } = loadText(
  "stacks/prod/a.yaml",
  [
    ...["a", "b", "c", "d", "e"].map(
      (name) =>
        `domain: ${name}.example\ndns: route53\nmailbox: alibaba-mail-enterprise\nmigrate: {from: tencent-exmail, phase: prepare}\n`,
    ),
    "domain: z.example\ndns: route53\nmode: parked\n",
  ].join("---\n"),
  { stack: "prod" },
);
const start = new Date("2026-12-01T10:20:00Z");
const answers = (...whose: Whose[]) => whose.map((mail, i) => ({ server: `ns${i} (192.0.2.${i})`, mail }));
const [a, b] = domains;
const statuses = migrationStatuses(domains, {
  phases: new Map([
    [
      "prod",
      new Map([
        ["a.example", publishedPhase("prepare", start, 3600)],
        ["b.example", publishedPhase("prepare", start, 3600)],
      ]),
    ],
  ]),
  servers: new Map(
    [a, b].flatMap((domain) =>
      domain === undefined
        ? []
        : [[domain, domain === a ? answers("old", "old") : answers("old", "unanswered", "old")] as const],
    ),
  ),
  now: new Date("2026-12-01T10:30:00Z"),
  apply: (stack) => `pulumi up --stack ${stack}`,
});

test("a table of the domains, what to do next for those alike, and what could not be asked", () => {
  const text = printStatus(statuses, [], [], ["the state of stack shop could not be read: no such stack"]);
  expect(text).toBe(
    `  domain     phase    since                 MX in DNS
  a.example  prepare  2026-12-01 10:20 UTC  tencent-exmail (2 servers)
  b.example  prepare  2026-12-01 10:20 UTC  tencent-exmail (2 servers), no answer (1)
  c.example  prepare  not applied           not asked
  d.example  prepare  not applied           not asked
  e.example  prepare  not applied           not asked

next:
  a.example: wait until 2026-12-01 11:20 UTC, then set phase: switch
  b.example: run ./mailzone verify: 1 of 3 servers do not answer what phase prepare publishes
  c.example, d.example and e.example: apply phase prepare: pulumi up --stack prod

note: the state of stack shop could not be read: no such stack
`,
  );
  expect(statusLine(statuses, 1)).toBe("5 domains in a migration, 1 without\n");
});

test("JSON is as its schema says", () => {
  const document = statusJson(statuses, [], [], 1, []);
  expect(statusDocument.parse(document)).toEqual(document);
  expect(document.domains[0]).toMatchObject({
    domain: "a.example",
    phase: "prepare",
    since: "2026-12-01T10:20:00Z",
    notBefore: "2026-12-01T11:20:00Z",
    next: "wait until 2026-12-01 11:20 UTC, then set phase: switch",
  });
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../schema/status.schema.json"), "utf8"),
  );
  expect(schema.required).toEqual(Object.keys(document));
});
