/** The commands in findings of a run name the run's stack. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { loadPaths } from "../../src/pipeline.ts";
import { adopting, adoptingAll, orResharding } from "../../src/view/live.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-stack-of-run-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, "stacks/prod"), { recursive: true });
writeFileSync(
  join(folder, "stacks/prod/example.com.yaml"),
  "domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail\n",
);

test.each([
  ["prod", "the folder's, where nobody says which", undefined],
  ["sandbox", "the run's, though the specs are in another stack's folder", "sandbox"],
])("%s: %s", (stack, _, run) => {
  const [zone] = loadPaths(["stacks/prod"], folder, run).zones;
  if (zone === undefined) throw new Error("no zone");
  const record = zone.rrsets[0]?.records[0];
  expect(adopting(zone, record)).toMatch(new RegExp(` adopt ${stack} example\\.com$`));
  expect(adoptingAll(zone)).toMatch(new RegExp(` adopt ${stack}$`));
  expect(orResharding(zone)).toBe("");
});

test("in a fleet, another shard's stack may own what is there", () => {
  mkdirSync(join(folder, "stacks/fleet/eu"), { recursive: true });
  writeFileSync(join(folder, "stacks/fleet/fleet.yaml"), "shards: {by: folder}\n");
  writeFileSync(
    join(folder, "stacks/fleet/eu/a.yaml"),
    "domain: a.example.com\ndns: cloudflare\nmode: parked\n",
  );
  const [zone] = loadPaths(["stacks/fleet"], folder, "fleet-eu").zones;
  if (zone === undefined) throw new Error("no zone");
  expect(orResharding(zone)).toMatch(/in another shard before, run .* fleet reshard fleet instead$/);
});
