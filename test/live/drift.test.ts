/** What differs between a stack's state, its zones and its specs. */
import { describe, expect, test } from "@jest/globals";
import type { LiveRecord } from "../../src/cloud/listing.ts";
import { driftOf } from "../../src/live/drift.ts";
import type { Drift } from "../../src/live/drift-record.ts";
import { driftSentence } from "../../src/report/drift-words.ts";
import type { CloudId } from "../../src/spec/cloud-id.ts";
import {
  at,
  both,
  type Edit,
  type Given,
  gone,
  HOST,
  plus,
  SPEC,
  same,
  surveyed,
  TXT,
  text,
} from "./edited-zone.ts";

const said = (drift: Drift): string[] => [
  ...drift.records.map(driftSentence),
  ...drift.conflicts.map(({ finding, records }) => `${finding.code} ${records.join(" ")}`),
];

const OTHER_SPF = SPEC.replace("mx -all", "a mx -all");

describe("driftOf", () => {
  test.each<[string, CloudId, Edit, string[], Given?]>([
    ["nothing where the zone is as it was made", "cloudflare", same, []],
    [
      "nothing where values stand in another order",
      "route53",
      (records) => records.map((one) => ({ ...one, values: [...one.values].reverse() })),
      [],
    ],
    [
      "a value",
      "cloudflare",
      at(TXT, { values: [text("TXT", "v=spf1 +all")] }),
      ['SPF changed from "v=spf1 mx -all" to "v=spf1 +all"'],
    ],
    [
      "a value and the TTL",
      "alidns",
      at(TXT, { ttl: 60, values: [text("TXT", "v=spf1 +all")] }),
      ['SPF changed from "v=spf1 mx -all" to "v=spf1 +all"; its TTL changed from 600 s to 60 s'],
    ],
    [
      "the TTL alone",
      "route53",
      at(TXT, { ttl: 60 }),
      ['SPF "v=spf1 mx -all": its TTL changed from 600 s to 60 s'],
    ],
    [
      "one value of a set",
      "route53",
      at(/MX/, { values: [text("MX", "10 mx1.example.net."), text("MX", "30 mx3.example.net.")] }),
      ["MX changed from 20 mx2.example.net. to 30 mx3.example.net."],
    ],
    [
      "values that a set lost and got",
      "route53",
      at(/MX/, { values: [text("MX", "30 mx3.example.net.")] }),
      ["MX lost 10 mx1.example.net., 20 mx2.example.net. and gained 30 mx3.example.net."],
    ],
    [
      "a set that became an alias",
      "route53",
      (records) =>
        records.map((one) =>
          HOST.test(one.id) ? { ...without(one, "ttl"), values: [], alias: "lb.example.net." } : one,
        ),
      ["A changed from 192.0.2.1 to an alias of lb.example.net; its TTL changed from 600 s to none"],
    ],
    [
      "a preference",
      "cloudflare",
      at(/mx2/, { values: [text("MX", "5 mx2.example.net.")] }),
      ["MX changed from 20 mx2.example.net. to 5 mx2.example.net."],
    ],
    [
      "proxied",
      "cloudflare",
      at(HOST, { proxied: true, ttl: 1 }),
      [
        "A 192.0.2.1: its TTL changed from 600 s to 1 s; proxying was turned on, so Cloudflare answers with its own addresses, which accept no mail",
      ],
    ],
    [
      "disabled",
      "alidns",
      at(HOST, { disabled: true }),
      ["A 192.0.2.1: it was disabled, so it is no longer served"],
    ],
    [
      "the resolution line",
      "alidns",
      at(HOST, { line: "telecom" }),
      ["A 192.0.2.1: its resolution line changed from default to telecom"],
    ],
    [
      "the name",
      "alidns",
      at(HOST, { name: "moved.example.com." }),
      ["A 192.0.2.1: it moved from host.example.com to moved.example.com"],
    ],
    [
      "the type, to one that no spec can have",
      "alidns",
      at(HOST, { type: "REDIRECT_URL", values: [{ text: "http://example.net" }] }),
      ["A 192.0.2.1: its type changed from A to REDIRECT_URL; changed from 192.0.2.1 to http://example.net"],
    ],
    ["a record that is gone", "cloudflare", gone(/mx1/), ["MX 10 mx1.example.net. is gone from the zone"]],
    [
      "a set that is gone",
      "route53",
      gone(/MX/),
      ["MX 10 mx1.example.net., 20 mx2.example.net. is gone from the zone"],
    ],
    [
      "a record that was made anew by hand",
      "cloudflare",
      both(gone(/mx1/), plus("n1", "MX", "10 mx1.example.net.")),
      [
        "MX 10 mx1.example.net. is gone from the zone; an identical one that the stack does not own was created by hand (record n1)",
      ],
    ],
    ["a foreign record in the way", "cloudflare", plus("f1", "MX", "5 mx.old.example.net."), ["mx-stale f1"]],
    ["a second SPF", "alidns", plus("f1", "TXT", "v=spf1 -all"), ["spf-single f1"]],
    [
      "nothing of foreign records that are in nobody's way",
      "cloudflare",
      both(plus("f1", "A", "192.0.2.9", "www.example.com."), plus("f2", "TXT", "token")),
      [],
    ],
    [
      "nothing of what was there all the time and is only warned of: a web site's CNAME that is flattened",
      "cloudflare",
      plus("f1", "CNAME", "www.example.net."),
      [],
    ],
    [
      "nothing of what existing: ignore lets be",
      "cloudflare",
      plus("f1", "MX", "5 mx.old.example.net."),
      [],
      { now: `existing: ignore\n${SPEC}` },
    ],
    [
      "both differ: the specs want what the zone has",
      "cloudflare",
      at(TXT, { values: [text("TXT", "v=spf1 a mx -all")] }),
      [
        'SPF changed from "v=spf1 mx -all" to "v=spf1 a mx -all"; the specs, which are not applied yet, want what the zone has',
      ],
      { now: OTHER_SPF },
    ],
    [
      "both differ: the specs want a third thing",
      "cloudflare",
      at(TXT, { values: [text("TXT", "v=spf1 +all")] }),
      [
        'SPF changed from "v=spf1 mx -all" to "v=spf1 +all"; the specs, which are not applied yet, want "v=spf1 a mx -all" with TTL 600 s',
      ],
      { now: OTHER_SPF },
    ],
    [
      "both differ: no spec wants it",
      "cloudflare",
      at(HOST, { ttl: 60 }),
      [
        "A 192.0.2.1: its TTL changed from 600 s to 60 s; the specs no longer want it, so the next pulumi up deletes it",
      ],
      { now: SPEC.replace(/.*host.*\n/, "") },
    ],
    [
      "nothing of specs that are not applied yet",
      "cloudflare",
      same,
      [],
      { now: `${OTHER_SPF}  - {name: new, type: A, value: 192.0.2.2}\n` },
    ],
    [
      "nothing of what is in the way of specs that are not applied yet",
      "cloudflare",
      plus("f1", "CNAME", "www.example.net.", "new.example.com."),
      [],
      { now: `${SPEC}  - {name: new, type: A, value: 192.0.2.2}\n` },
    ],
  ])("%s", (_, cloud, edit, expected, given = {}) => {
    expect(said(driftOf(surveyed(cloud, edit, given)))).toEqual(expected);
  });

  test("zones of one name in two accounts are two", () => {
    const dns = "[cloudflare, {cloud: cloudflare, account: shop}]";
    const { records, unchanged } = driftOf(surveyed(dns, gone(/^shop:.*mx1/)));
    expect(records.map(({ account, resource }) => [account, resource])).toEqual([
      ["shop", "shop:example.com/@/MX/mx1.example.net"],
    ]);
    expect(unchanged).toBe(7);
  });

  test("a zone that could not be read is not known, and no drift", () => {
    const { records, unread } = driftOf(surveyed("cloudflare", same, { unread: true }));
    expect(records).toEqual([]);
    expect(unread).toEqual([
      {
        zone: "example.com.",
        cloud: "cloudflare",
        records: 4,
        reason: "the zone example.com could not be found on Cloudflare",
      },
    ]);
  });

  test("records of a zone that no spec has any more are not known", () => {
    const left = { type: "cloudflare:index/dnsRecord:DnsRecord", outputs: { id: "x" } };
    const more = [
      { ...left, urn: "urn:1", name: "example.org/@/MX/mx.example.net" },
      { ...left, urn: "urn:2", name: "team:example.org/@/MX/mx.example.net" },
    ];
    const { unread, unchanged } = driftOf(surveyed("cloudflare", same, { more }));
    expect(unread).toMatchObject([
      { zone: "example.org.", records: 1 },
      { zone: "example.org.", account: "team", records: 1 },
    ]);
    expect(unchanged).toBe(4);
  });
});

function without(record: LiveRecord, key: "ttl"): LiveRecord {
  const { [key]: _, ...rest } = record;
  return rest;
}
