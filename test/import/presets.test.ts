/** Every preset is recognised in a zone that also has a web site, and the spec publishes what was there. */
import { describe, expect, test } from "@jest/globals";
import type { SourceRecord } from "../../src/import/source-zone.ts";
import { loadText } from "../../src/pipeline.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { exampleUse } from "../preset/examples.ts";
import { announced, imported, publishedBy } from "./proof.ts";

const library = openLibrary();
const ZONE = "example.com.";

/** Nothing in their records is the vendor's (test/preset/detect/detect.test.ts). */
const GENERIC = ["mail-in-a-box", "mailcow", "plesk-mail"];

const WEB: readonly SourceRecord[] = [
  { name: ZONE, ttl: 300, data: { type: "A", address: "192.0.2.80" } },
  { name: `www.${ZONE}`, ttl: 300, data: { type: "CNAME", target: ZONE } },
  { name: `shop.${ZONE}`, ttl: 300, data: { type: "CNAME", target: "shops.example.net." } },
];

/** Variants that set what is the default all the same. */
const SAME_AS: Readonly<Record<string, string>> = { "mailgun-us": "mailgun" };

/** Calendars and address books beside the mail of one server are no mail. */
const BESIDES_MAIL: Readonly<Record<string, readonly string[]>> = {
  "mail-in-a-box": ["_carddavs._tcp", "_caldavs._tcp"],
};

/** Presets with `a` and `mx` of the user's own, which a spec has before all others. */
const REORDERED = ["mailerlite"];

const zoneOf = (lines: readonly string[]): SourceRecord[] =>
  loadText(
    "f.yaml",
    ["domain: example.com", "dns: route53", "ttl: 1800", ...lines, ""].join("\n"),
  ).domains.flatMap(({ records }) => records.map(({ name, ttl, data }) => ({ name, ttl, data })));

describe("a zone with what the preset publishes", () => {
  test.each(library.ids())("%s", (id) => {
    const records = [...zoneOf(exampleUse(library, id)), ...WEB];
    const made = imported(records, ZONE);
    expect(made.flatMap(({ unproven }) => unproven)).toEqual([]);
    expect(publishedBy(made)).toEqual(announced(made));
    const others = (BESIDES_MAIL[id] ?? []).map((owner) => `${owner}.${ZONE}`);
    expect(made.flatMap(({ left }) => left.map(({ name }) => name))).toEqual([
      ...others,
      ...WEB.map(({ name }) => name),
    ]);
    if (GENERIC.includes(id)) return;
    expect(made[0]?.services.map((one) => one.id)).toContain(SAME_AS[id] ?? id);
    if (!REORDERED.includes(id)) expect(made.flatMap(({ rewritten }) => rewritten)).toEqual([]);
  });
});
