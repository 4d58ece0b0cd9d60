/**
 * What check lets through is stored as it is wanted: a text that a cloud trims, unquotes or splits would differ at every
 * preview, and an update of it would be refused as a duplicate (docs/facts/alidns.md, provider).
 */
import { afterAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { clouds } from "../../sandbox/clouds/cloud-id.ts";
import { plugins } from "../../sandbox/clouds/plugins.ts";
import { Store } from "../../sandbox/store.ts";
import { ensureZones } from "../../sandbox/zones.ts";
import { cloudOf } from "../../src/cloud/clouds.ts";
import { loadText } from "../../src/pipeline.ts";
import { planZones } from "../../src/plan/plan.ts";
import { recordOf } from "./resources.ts";
import { temporaryHome } from "./temporary-home.ts";

/** White space of every kind, quotation marks, escapes, what ends a value elsewhere, letters in and out of ASCII. */
const CHARACTERS = [..." \t\n\r\u00a0\u3000\ufeff\"'`\\;,%$@.=()aAzZ09éß字🙂\u0301\u200b"];
const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom(...CHARACTERS), minLength: 1, maxLength: 12 }),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
  // beyond one string of 255 octets
  fc.string({ unit: fc.constantFrom(...' x\\"é'), minLength: 240, maxLength: 300 }),
);

const specOf = (cloud: string, text: string): string =>
  JSON.stringify({
    domain: "example.com",
    dns: cloud,
    mode: "parked",
    ttl: 600,
    records: [{ name: "t", type: "TXT", value: text }],
  });

describe.each(clouds)("%s", (id) => {
  const home = temporaryHome();
  const store = new Store(home);
  afterAll(() => store.close());
  const [zone] = ensureZones(home, [{ cloud: id, name: "example.com" }]);
  const account = { store, cloud: id, account: "" };
  const cloud = cloudOf(id);
  test("a text that check passes is stored as wanted, and a second preview changes nothing", async () => {
    const record = recordOf(await plugins[id]());
    let passed = 0;
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const { zones, findings } = loadText("a.yaml", specOf(id, text));
        fc.pre(!findings.some(({ severity }) => severity === "error"));
        const planned = planZones(zones).find(({ kind, args }) => kind === "record" && isAt(args));
        const args = { ...planned?.args, ...(cloud.zoneArgument && { [cloud.zoneArgument]: zone?.id }) };
        const { inputs, failures } = record.check(args);
        expect(failures).toEqual([]);
        const made = await record.create(account, inputs);
        const read = await record.read(account, made.id, made.state, inputs);
        await record.delete(account, made.id, made.state);
        expect(cloud.raise(read?.state ?? {})?.data).toEqual([{ type: "TXT", text }]);
        expect(record.diff(read?.state ?? {}, inputs).changed).toEqual([]);
        passed++;
      }),
      { numRuns: 200 },
    );
    expect(passed).toBeGreaterThan(50);
  });
});

const isAt = (args: Readonly<Record<string, unknown>>): boolean =>
  /^t(?:\.example\.com)?$/.test(String(args["name"] ?? args["rr"]));
