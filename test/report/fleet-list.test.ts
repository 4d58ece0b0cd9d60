/** The shards of a fleet, and its past runs, in words and as JSON. */
import { describe, expect, test } from "@jest/globals";
import type { Finding, Severity } from "../../src/finding.ts";
import type { Fleet, Shard } from "../../src/fleet/fleet.ts";
import type { PastRun } from "../../src/fleet/journal.ts";
import { NO_CHANGES, type Outcome } from "../../src/fleet/shard-result.ts";
import { loadText } from "../../src/pipeline.ts";
import { fleetListDocument, fleetListJson, printFleetList } from "../../src/report/fleet-list.ts";
import { fleetRunsDocument, fleetRunsJson, printFleetRuns } from "../../src/report/fleet-runs.ts";
import { faults, schema } from "../json-schemas.ts";

const { domains } = loadText("a.yaml", "domain: example.com\ndns: route53\nmode: parked\n");
const finding = (severity: Severity): Finding => ({ code: "mx-present", severity, message: "x" });

const shard = (name: string, n: number, records: number, more: Partial<Shard> = {}): Shard => ({
  name,
  stack: `prod-${name}`,
  domains: Array.from({ length: n }, () => domains[0] as (typeof domains)[0]),
  zones: [],
  records,
  accounts: ["route53"],
  findings: [],
  ...more,
});

const fleet = (shards: readonly Shard[], shared: readonly Finding[] = []): Fleet => ({
  file: { name: "prod", rule: { by: "folder" }, config: {}, shardConfig: {}, limits: {} },
  shards,
  shared,
  loaded: {} as Fleet["loaded"],
});

const FLEETS: readonly (readonly [string, Fleet, string])[] = [
  ["no shard", fleet([]), "prod: 0 shards, 0 domains, 0 records, 0 accounts\n"],
  [
    "one of each",
    fleet([shard("eu", 1, 1)]),
    "  eu  prod-eu  1 domain  1 record  route53\nprod: 1 shard, 1 domain, 1 record, 1 account\n",
  ],
  [
    "an account of several shards counts once; only errors are counted, and no line ends with blanks",
    fleet(
      [
        shard("eu", 12, 130, { accounts: ["cloudflare.shop", "route53"] }),
        shard("us-east", 1, 9, { findings: [finding("error"), finding("error"), finding("warning")] }),
        shard("東京", 2, 20),
      ],
      [finding("error"), finding("info")],
    ),
    [
      "  eu       prod-eu       12 domains  130 records  cloudflare.shop, route53",
      "  us-east  prod-us-east  1 domain    9 records    route53                   2 errors",
      "  東京     prod-東京     2 domains   20 records   route53",
      "prod: 3 shards, 15 domains, 159 records, 2 accounts",
      "",
    ].join("\n"),
  ],
];

describe("the shards", () => {
  const validate = schema("fleet-list");

  test.each(FLEETS)("%s", (_, of, text) => {
    expect(printFleetList(of)).toBe(text);
    const document = fleetListJson(of);
    expect(fleetListDocument.parse(document)).toEqual(document);
    expect(faults(validate, document)).toEqual([]);
  });

  test("JSON counts the errors of a shard, and those that are no single shard's", () => {
    const document = fleetListJson(FLEETS[2]?.[1] as Fleet);
    expect(document).toMatchObject({ errors: 1, summary: { shards: 3, records: 159, accounts: 2 } });
    expect(document.shards.map(({ errors }) => errors)).toEqual([0, 2, 0]);
    expect(faults(validate, { ...document, errors: "none" })).not.toEqual([]);
  });
});

/** `shards` are `a=changed b=failed:why c= d`: without an outcome it began and did not end, without `=` it never began. */
function past(id: string, shards: string, more: Partial<PastRun> & { resumes?: string } = {}): PastRun {
  const { resumes, ...rest } = more;
  const parts = shards.split(" ").map((part) => /^([^=]+)(=)?([^:]*)(?::(.*))?$/.exec(part) ?? []);
  const time = "2026-11-30T16:00:00.000Z";
  return {
    id,
    head: {
      entry: "run",
      fleet: "prod",
      user: "me",
      host: "build-1",
      time,
      shards: parts.map(([, name = ""]) => name),
      ...(resumes !== undefined && { resumes }),
    },
    engines: new Map(),
    begun: new Map(
      parts.flatMap(([, name = "", began]) =>
        began === undefined ? [] : [[name, { entry: "begin", shard: name, time }] as const],
      ),
    ),
    ended: new Map(
      parts.flatMap(([, name = "", , outcome = "", reason]) =>
        outcome === ""
          ? []
          : [
              [
                name,
                {
                  entry: "end",
                  shard: name,
                  time,
                  outcome: outcome as Outcome,
                  summary: NO_CHANGES,
                  seconds: 1,
                  ...(reason !== undefined && { reason }),
                },
              ] as const,
            ],
      ),
    ),
    done: "2026-11-30T16:10:00.000Z",
    ...rest,
  };
}

const RUNS: readonly PastRun[] = [
  past("20261130T170000Z", "b= c", { done: undefined, resumes: "20261130T160000Z" }),
  past("20261130T160000Z", "a=changed b=failed:locked c=skipped d=changed e=unchanged"),
];

describe("past runs", () => {
  test("none", () => {
    expect(printFleetRuns([])).toBe("no runs are kept here\n");
  });

  test("a line each: who, whether it finished, and what became of how many shards", () => {
    expect(printFleetRuns(RUNS)).toBe(
      [
        "  20261130T170000Z  me on build-1  not finished  2 shards  1 unfinished, 1 not begun",
        "  20261130T160000Z  me on build-1  finished      5 shards  2 changed, 1 unchanged, 1 failed, 1 not begun",
        "",
      ].join("\n"),
    );
  });

  test.each([
    [20, 0],
    [21, 1],
    [120, 100],
  ])("of %d runs the newest 20 are shown, and %d are counted", (n, older) => {
    const text = printFleetRuns(Array.from({ length: n }, (_, i) => past(`r${i}`, "a=changed")));
    expect(text.match(/^ {2}r\d+ /gm)).toHaveLength(20);
    expect(/and (.*)\n$/.exec(text)?.[1]).toBe(
      older === 0 ? undefined : `${older} older ${older === 1 ? "one" : "ones"}`,
    );
  });

  test("JSON has every shard with its result and its reason", () => {
    const document = fleetRunsJson("prod", RUNS);
    expect(fleetRunsDocument.parse(document)).toEqual(document);
    expect(faults(schema("fleet-runs"), document)).toEqual([]);
    expect(document.runs).toMatchObject([
      { run: "20261130T170000Z", ended: null, resumes: "20261130T160000Z" },
      { run: "20261130T160000Z", ended: "2026-11-30T16:10:00.000Z", resumes: null },
    ]);
    expect(document.runs.map(({ shards }) => shards.map(({ result, reason }) => reason ?? result))).toEqual([
      ["unfinished", "skipped"],
      ["changed", "locked", "skipped", "changed", "unchanged"],
    ]);
    expect(faults(schema("fleet-runs"), { ...document, runs: [{}] })).not.toEqual([]);
  });
});
