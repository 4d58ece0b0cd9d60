/** What happened to one record, in the words of people who run mail: each field, each side, and what the specs want. */
import { expect, test } from "@jest/globals";
import type { DriftedRecord, DriftField, RecordSnapshot } from "../../src/live/drift-record.ts";
import { driftSentence, driftTitle } from "../../src/report/drift-words.ts";
import type { RecordType } from "../../src/zone/rdata.ts";
import { data } from "../zone/rrset.ts";

/** Values in presentation form; `?text` for one that the model cannot represent. */
const snapshot = (
  type: string,
  values: readonly string[],
  more: Partial<RecordSnapshot> = {},
): RecordSnapshot => ({
  name: "example.com.",
  type,
  values: values.map((text) =>
    text.startsWith("?") ? { text: text.slice(1) } : { text, data: data(type as RecordType, text) },
  ),
  ttl: 600,
  proxied: false,
  disabled: false,
  ...more,
});

const drifted = (
  fields: readonly DriftField[],
  state: RecordSnapshot,
  live: RecordSnapshot | undefined,
  more: Partial<DriftedRecord> = {},
): DriftedRecord => ({
  ...{ zone: "example.com.", cloud: "route53", domain: "example.com", resource: "x", id: "1" },
  ...{ state, fields, specs: "state" },
  ...(live !== undefined && { live }),
  ...more,
});

const MX = snapshot("MX", ["5 a.example.net."]);
const TWO = snapshot("MX", ["5 a.example.net.", "10 b.example.net."]);
const SPF = snapshot("TXT", ['"v=spf1 -all"']);
const edited = (of: RecordSnapshot, more: Partial<RecordSnapshot>): RecordSnapshot => ({ ...of, ...more });

test.each<[string, DriftedRecord, string]>([
  ["gone", drifted([], MX, undefined), "MX 5 a.example.net. is gone from the zone"],
  [
    "gone, and made again by hand",
    drifted([], SPF, undefined, { remade: "r7" }),
    'SPF "v=spf1 -all" is gone from the zone; an identical one that the stack does not own was created by hand (record r7)',
  ],
  [
    "one value for another",
    drifted(["data"], SPF, snapshot("TXT", ['"v=spf1 +all"'])),
    'SPF changed from "v=spf1 -all" to "v=spf1 +all"',
  ],
  ["a value more", drifted(["data"], MX, TWO), "MX gained 10 b.example.net."],
  ["a value less", drifted(["data"], TWO, MX), "MX lost 10 b.example.net."],
  [
    "two for one",
    drifted(["data"], TWO, snapshot("MX", ["7 c.example.net."])),
    "MX lost 5 a.example.net., 10 b.example.net. and gained 7 c.example.net.",
  ],
  [
    "texts of several kinds at one name",
    drifted(["data"], snapshot("TXT", ['"v=spf1 -all"', '"x"']), snapshot("TXT", ['"v=spf1 -all"'])),
    'TXT lost "x"',
  ],
  [
    "a value that no record of its type can have, with control characters",
    drifted(["data"], MX, snapshot("MX", ["?ten \u001b[31m"])),
    "MX changed from 5 a.example.net. to ten \\x1b[31m",
  ],
  [
    "an alias instead of values",
    drifted(["data"], snapshot("A", ["192.0.2.1"]), snapshot("A", [], { alias: "lb.example.net." })),
    "A changed from 192.0.2.1 to an alias of lb.example.net",
  ],
  [
    "no value that could be read",
    drifted(["ttl"], snapshot("MX", []), snapshot("MX", [], { ttl: 60 })),
    "MX of unknown value: its TTL changed from 600 s to 60 s",
  ],
  [
    "an alias that is gone",
    drifted([], snapshot("A", [], { alias: "lb.example.net." }), undefined),
    "A alias of lb.example.net is gone from the zone",
  ],
  [
    "an alias for a value that could not be read",
    drifted(["data"], snapshot("A", []), snapshot("A", [], { alias: "lb.example.net." })),
    "A changed from an unknown value to an alias of lb.example.net",
  ],
  [
    "data and TTL",
    drifted(["data", "ttl"], SPF, snapshot("TXT", ['"v=spf1 +all"'], { ttl: 60 })),
    'SPF changed from "v=spf1 -all" to "v=spf1 +all"; its TTL changed from 600 s to 60 s',
  ],
  [
    "a TTL that there is no more",
    drifted(["ttl"], MX, (({ ttl: _, ...rest }) => rest)(MX)),
    "MX 5 a.example.net.: its TTL changed from 600 s to none",
  ],
  [
    "another name and type",
    drifted(["name", "type"], MX, edited(MX, { name: "x.example.com.", type: "A" })),
    "MX 5 a.example.net.: it moved from example.com to x.example.com; its type changed from MX to A",
  ],
  [
    "a proxy in front",
    drifted(["proxied"], MX, edited(MX, { proxied: true })),
    "MX 5 a.example.net.: proxying was turned on, so Cloudflare answers with its own addresses, which accept no mail",
  ],
  [
    "no proxy any more",
    drifted(["proxied"], edited(MX, { proxied: true }), MX),
    "MX 5 a.example.net.: proxying was turned off",
  ],
  [
    "disabled",
    drifted(["disabled"], MX, edited(MX, { disabled: true })),
    "MX 5 a.example.net.: it was disabled, so it is no longer served",
  ],
  [
    "enabled",
    drifted(["disabled"], edited(MX, { disabled: true }), MX),
    "MX 5 a.example.net.: it was enabled",
  ],
  [
    "a resolution line",
    drifted(["line"], MX, edited(MX, { line: "telecom" })),
    "MX 5 a.example.net.: its resolution line changed from default to telecom",
  ],
  [
    "the default line again",
    drifted(["line"], edited(MX, { line: "telecom" }), MX),
    "MX 5 a.example.net.: its resolution line changed from telecom to default",
  ],
  [
    "specs that want what the zone has",
    drifted(["data"], MX, TWO, { specs: "zone" }),
    "MX gained 10 b.example.net.; the specs, which are not applied yet, want what the zone has",
  ],
  [
    "specs that want another value",
    drifted(["data"], MX, TWO, { specs: "other", wanted: snapshot("MX", ["1 z.example.net."], { ttl: 60 }) }),
    "MX gained 10 b.example.net.; the specs, which are not applied yet, want 1 z.example.net. with TTL 60 s",
  ],
  [
    "specs that want something else",
    drifted(["data"], MX, TWO, { specs: "other" }),
    "MX gained 10 b.example.net.; the specs, which are not applied yet, want something else",
  ],
  [
    "specs that want nothing there any more",
    drifted(["data"], MX, TWO, { specs: "gone" }),
    "MX gained 10 b.example.net.; the specs no longer want it, so the next pulumi up deletes it",
  ],
  [
    "gone, and not wanted either",
    drifted([], MX, undefined, { specs: "gone" }),
    "MX 5 a.example.net. is gone from the zone; the specs no longer want it",
  ],
])("%s", (_, record, sentence) => {
  expect(driftSentence(record)).toBe(sentence);
});

test.each([
  [undefined, "example.com on Amazon Route 53"],
  ["shop", "example.com on Amazon Route 53 (shop)"],
])("the title names a named account: %s", (account, title) => {
  expect(
    driftTitle({ domain: "example.com", cloud: "route53", ...(account !== undefined && { account }) }),
  ).toBe(title);
});
