/** A run of a fleet in words, as Markdown and as JSON: equal changes and equal failures told once, and counts that add up. */
import { describe, expect, test } from "@jest/globals";
import { type RecordChange, summarizePlan, type ZoneChange } from "../../src/engine/plan-change.ts";
import type { Finding } from "../../src/finding.ts";
import { NO_CHANGES, type ShardResult } from "../../src/fleet/shard-result.ts";
import {
  type FleetRun,
  fleetRunDocument,
  fleetRunJson,
  fleetRunLine,
  printFleetRun,
  printFleetRunMarkdown,
  shardLine,
} from "../../src/report/fleet-run.ts";
import { faults, schema } from "../json-schemas.ts";
import { expectGolden } from "../zone/golden.ts";
import { change } from "./record-change.ts";

const shard = (name: string, more: Partial<ShardResult> = {}): ShardResult => ({
  shard: name,
  stack: `prod-${name}`,
  outcome: "unchanged",
  summary: { ...NO_CHANGES, unchanged: 5 },
  changes: [],
  zones: [],
  seconds: 12.34,
  attempts: 1,
  findings: [],
  ...more,
});

const changed = (name: string, ...changes: readonly RecordChange[]): ShardResult =>
  shard(name, {
    outcome: "changed",
    changes,
    summary: summarizePlan({ changes, unchanged: 5 }),
  });

const failed = (name: string, reason: string): ShardResult =>
  shard(name, { outcome: "failed", reason, summary: NO_CHANGES });

const refused = (name: string, ...messages: readonly string[]): ShardResult =>
  shard(name, {
    outcome: "failed",
    summary: NO_CHANGES,
    findings: messages.map(
      (message): Finding => ({
        code: "mx-present",
        severity: "error",
        message,
        place: { file: `stacks/prod/${name}/a.yaml`, line: 2, column: 1 },
      }),
    ),
  });

const skipped = (name: string): ShardResult => shard(name, { outcome: "skipped", summary: NO_CHANGES });

const run = (results: readonly ShardResult[], more: Partial<FleetRun> = {}): FleetRun => ({
  fleet: "prod",
  work: "preview",
  results,
  shared: [],
  ...more,
});

const quarantine = (domain: string): RecordChange =>
  change(
    "update",
    "_dmarc",
    "TXT",
    `600 "v=DMARC1; p=none; rua=mailto:d@${domain}"`,
    `600 "v=DMARC1; p=quarantine; rua=mailto:d@${domain}"`,
    domain,
  );
const key = (domain: string, value: string): RecordChange =>
  change("create", "s1._domainkey", "TXT", "", `600 "v=DKIM1; p=${value}"`, domain);
const names = (n: number, of = "d"): string[] => Array.from({ length: n }, (_, i) => `${of}${i + 1}.example`);
const zone = (kind: ZoneChange["kind"], name: string, account?: string): ZoneChange => ({
  kind,
  resource: name,
  cloud: "route53",
  zone: `${name}.`,
  ...(account !== undefined && { account }),
});

const RUNS: Readonly<Record<string, FleetRun>> = {
  "no shard": run([]),
  "nothing to do": run([shard("eu"), shard("us")]),
  "a change of many domains, and one of a single domain": run([
    changed("eu", ...names(3, "eu").map(quarantine)),
    changed(
      "us",
      ...names(2, "us").map(quarantine),
      change("create", "@", "MX", "", "600 5 mx1.us1.example.", "us1.example"),
    ),
  ]),
  "more than three values at one owner": run([
    changed("eu", ...names(5).map((name, i) => key(name, `QUJ${i}`))),
    changed("us", ...names(3, "us").map((name, i) => key(name, `QUJ${i}`))),
  ]),
  "one failure among many": run(
    [
      changed("eu", quarantine("eu1.example")),
      failed("us", "the credentials of route53 have expired"),
      shard("zz"),
    ],
    { work: "up", id: "20261130T160000Z" },
  ),
  "equal failures, refusals, and a run that was stopped": run(
    [
      ...["a", "b", "c", "d", "e"].map((name) => failed(name, "the credentials of route53 have expired")),
      failed("f", "the stack is locked"),
      refused("g", "no MX"),
      refused("h", "no MX", "no SPF"),
      ...["i", "j", "k", "l"].map(skipped),
    ],
    { work: "up", id: "20261130T160000Z" },
  ),
  "a stopped run of which nothing failed": run([shard("a"), skipped("b")], { work: "up", id: "x" }),
  "zones that are created and forgotten": run([
    shard("eu", {
      outcome: "changed",
      zones: [zone("create", "eu1.example"), zone("create", "eu2.example")],
    }),
    shard("us", {
      outcome: "changed",
      zones: [zone("forget", "us1.example"), zone("create", "us2.example", "shop")],
    }),
  ]),
  "records outside of mail domains": run([
    changed("eu", { ...change("delete", "www", "A", "600 192.0.2.1", ""), domain: undefined }),
  ]),
  "all kinds of changes, at the domain, below it, and far from it": run([
    changed(
      "eu",
      change("delete", "@", "MX", "600 5 mx1.example.net.", ""),
      change("replace", "mail", "CNAME", "600 a.example.net.", "600 b.example.net."),
      { ...change("update", "@", "TXT", '600 "a"', '60 "a"'), owner: "other.example." },
    ),
  ]),
  "thirteen kinds of changes": run([
    changed("eu", ...names(13).map((name) => change("create", name, "A", "", "600 192.0.2.1"))),
  ]),
  "more kinds, of an up": run(
    [changed("eu", ...names(20).map((name) => change("create", name, "A", "", "600 192.0.2.1")))],
    { work: "up", id: "x" },
  ),
  "hostile and long texts": run([
    failed("e|u", "<b>@all</b> | `x` *y* \u001b[31m #12 https://example.com/"),
    changed(
      "us",
      change("create", "@", "TXT", "", `600 "${"long ".repeat(60)}"`),
      change("create", "x_y", "TXT", "", '600 "|a|b| <script> [x](y) \u202e"', "xn--bcher-kva.example"),
    ),
  ]),
};

test("in words and as Markdown", () => {
  const shown = Object.entries(RUNS).map(([name, of]) =>
    [`# ${name}\n`, printFleetRun(of), "## as Markdown\n", printFleetRunMarkdown(of)].join("\n"),
  );
  expectGolden(new URL("fleet-run.golden.txt", import.meta.url), shown.join("\n"));
});

describe("as JSON", () => {
  const validate = schema("fleet-run");

  test.each(Object.entries(RUNS))("%s: fits its schema, and the counts are those of the shards", (_, of) => {
    const document = fleetRunJson(of);
    expect(fleetRunDocument.parse(document)).toEqual(document);
    expect(faults(validate, document)).toEqual([]);
    const { records, ...outcomes } = document.summary;
    expect(Object.values(outcomes).reduce((sum, n) => sum + n, 0)).toBe(document.shards.length);
    for (const [what, n] of Object.entries(records)) {
      expect(n).toBe(document.shards.reduce((sum, { changes }) => sum + changes[what as "created"], 0));
    }
  });

  test("a failed shard has its reason or its findings; a preview has no run's name", () => {
    const [{ reason, seconds } = { reason: "" }, ...others] = fleetRunJson(
      run([failed("a", "locked"), refused("b", "no MX")]),
    ).shards;
    expect([reason, seconds]).toEqual(["locked", 12.3]);
    expect(others).toMatchObject([{ reason: null, result: "failed", findings: [{ code: "mx-present" }] }]);
    expect(fleetRunJson(run([])).run).toBeNull();
    expect(fleetRunJson(run([], { work: "up", id: "20261130T160000Z" })).run).toBe("20261130T160000Z");
  });

  test("the schema refuses an outcome that there is not, so it can fail", () => {
    const document = JSON.parse(JSON.stringify(fleetRunJson(run([shard("a")]))));
    document.shards[0].result = "fine";
    expect(faults(validate, document)).not.toEqual([]);
  });
});

test.each([
  [shard("eu"), "prod-eu  no record changes; 5 unchanged (12.3 s)"],
  [changed("eu", quarantine("a.example")), "prod-eu  records: 1 changed; 5 unchanged (12.3 s)"],
  [failed("eu", "the stack is locked"), "prod-eu  failed: the stack is locked (12.3 s)"],
  [refused("eu", "no MX"), "prod-eu  failed: refused: no MX (12.3 s)"],
  [refused("eu", "no MX", "no SPF", "x"), "prod-eu  failed: refused: no MX (and 2 more) (12.3 s)"],
])("the line of a shard in a log: %#", (result, line) => {
  expect(shardLine(result)).toBe(line);
});

test("a comment is cut to what a forge accepts, and says how to see the rest", () => {
  const many = [
    changed(
      "eu",
      ...names(3000).map((name) => change("create", "@", "TXT", "", `600 "of ${name} alone"`, name)),
      ...names(3000, "host").map((name) => change("create", name, "A", "", "600 192.0.2.1")),
    ),
  ];
  const preview = printFleetRunMarkdown(run(many));
  expect(preview.length).toBeLessThan(65_536);
  expect(preview).toMatch(/\n…and \d+ more, cut to fit a comment: `mailzone plan --stack STACK` shows /);
  // no advice to run it again
  expect(printFleetRunMarkdown(run(many, { work: "up", id: "x" }))).toMatch(
    /cut to fit a comment: `mailzone fleet runs prod --format json` says what became of each shard\.\n$/,
  );
});

test("the line with the counts names what there is, and nothing that there is not", () => {
  const { results } = run([shard("a"), failed("b", "x"), skipped("c"), skipped("d")]);
  expect(fleetRunLine({ fleet: "prod", results })).toBe(
    "prod: 4 shards: 1 unchanged, 1 failed, 2 not begun; no record changes; 5 unchanged",
  );
});
