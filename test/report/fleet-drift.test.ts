/** The drift of a fleet's shards in words, as Markdown and as JSON: what drifted, and what nothing is known of. */
import { describe, expect, test } from "@jest/globals";
import { driftOf } from "../../src/live/drift.ts";
import type { Drift } from "../../src/live/drift-record.ts";
import {
  driftOutcome,
  type FleetDrift,
  fleetDriftDocument,
  fleetDriftJson,
  fleetDriftLine,
  printFleetDrift,
  printFleetDriftMarkdown,
  type ShardDrift,
  shardDriftLine,
} from "../../src/report/fleet-drift.ts";
import { faults, schema } from "../json-schemas.ts";
import { at, both, gone, plus, same, surveyed, TXT, text } from "../live/edited-zone.ts";
import { expectGolden } from "../zone/golden.ts";

const none = driftOf(surveyed("cloudflare", same));
const drifted = driftOf(
  surveyed(
    "cloudflare",
    both(
      at(TXT, { values: [text("TXT", "v=spf1 <b>@all</b> *")] }),
      gone(/mx1/),
      plus("f1", "MX", "5 mx.old.example.net."),
    ),
  ),
);
const unread = driftOf(surveyed("cloudflare", same, { unread: true }));
const partly: Drift = { ...drifted, unread: unread.unread };

const shard = (name: string, of: Drift | string): ShardDrift => ({
  shard: name,
  stack: `prod-${name}`,
  ...(typeof of === "string" ? { reason: of } : { drift: of }),
});
const fleet = (...shards: readonly ShardDrift[]): FleetDrift => ({ fleet: "prod", shards });

const NEVER = "the stack does not exist yet: nothing was published";
const FLEETS: Readonly<Record<string, FleetDrift>> = {
  "no shard": fleet(),
  "no drift": fleet(shard("eu", none), shard("us", none)),
  "drift in one of many": fleet(shard("eu", none), shard("us", drifted), shard("zz", none)),
  "nothing is known of some": fleet(
    shard("eu", none),
    ...["us", "ca", "mx", "br", "jp"].map((name) => shard(name, NEVER)),
    shard("a-long-name", unread),
    shard("x|y", "<b>@all</b> `x` *y* \u001b[31m"),
  ),
  "drift, and a zone that could not be read": fleet(shard("eu", partly)),
  "only unknown": fleet(shard("eu", "not begun")),
};

test("in words and as Markdown", () => {
  const shown = Object.entries(FLEETS).map(([name, of]) =>
    [`# ${name}\n`, printFleetDrift(of), "## as Markdown\n", printFleetDriftMarkdown(of)].join("\n"),
  );
  expectGolden(new URL("fleet-drift.golden.txt", import.meta.url), shown.join("\n"));
});

test.each([
  ["drift", drifted, "drift"],
  ["no drift", none, "none"],
  ["a zone that could not be read", unread, "unknown"],
  ["drift counts more than what is unknown", partly, "drift"],
  ["nothing at all", "not begun", "unknown"],
] as const)("the outcome of a shard: %s", (_, of, outcome) => {
  expect(driftOutcome(shard("eu", of))).toBe(outcome);
});

test.each([
  [shard("eu", none), "prod-eu  no drift: 4 records as published"],
  [
    shard("eu", drifted),
    "prod-eu  drift: 1 record changed, 1 record gone, 1 conflicting foreign record; 2 as published",
  ],
  [shard("eu", NEVER), `prod-eu  unknown: ${NEVER}`],
])("the line of a shard in a log: %#", (one, line) => {
  expect(shardDriftLine(one)).toBe(line);
});

describe("as JSON", () => {
  const validate = schema("fleet-drift");

  test.each(Object.entries(FLEETS))(
    "%s: fits its schema, and the counts are those of the shards",
    (_, of) => {
      const document = fleetDriftJson(of);
      expect(fleetDriftDocument.parse(document)).toEqual(document);
      expect(faults(validate, document)).toEqual([]);
      for (const [what, n] of Object.entries(document.summary)) {
        expect(document.shards.filter(({ result }) => result === what)).toHaveLength(n);
      }
    },
  );

  test("a shard has its drift or the reason why it is not known", () => {
    expect(fleetDriftJson(fleet(shard("eu", drifted), shard("us", NEVER))).shards).toMatchObject([
      { shard: "eu", stack: "prod-eu", result: "drift", reason: null, drift: { drift: true } },
      { shard: "us", stack: "prod-us", result: "unknown", reason: NEVER, drift: null },
    ]);
  });

  test("the schema refuses a result that there is not, so it can fail", () => {
    const document = JSON.parse(JSON.stringify(fleetDriftJson(fleet(shard("eu", none)))));
    document.shards[0].result = "fine";
    expect(faults(validate, document)).not.toEqual([]);
  });
});

test("a comment is cut to what a forge accepts", () => {
  const many = fleet(...Array.from({ length: 3_000 }, (_, i) => shard(`s${i}`, `no answer ${i}`)));
  const markdown = printFleetDriftMarkdown(many);
  expect(markdown.length).toBeLessThan(65_536);
  expect(markdown).toMatch(
    /\n…and \d+ more, cut to fit a comment: run `mailzone fleet drift prod` to see all\.\n$/,
  );
  const shown = markdown.match(/^- /gm)?.length ?? 0;
  expect(markdown).toContain(`…and ${3_000 - shown} more`);
  expect(fleetDriftLine(many)).toBe("prod: 3000 shards: 3000 unknown");
});
