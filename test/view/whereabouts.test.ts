/** Where findings point, and the edits that end a conflict between two records. */
import { describe, expect, test } from "@jest/globals";
import type { Place } from "../../src/finding.ts";
import { loadText } from "../../src/pipeline.ts";
import type { Zone } from "../../src/plan/zone.ts";
import {
  atConflict,
  atRecord,
  comparePlaces,
  editable,
  leaveOut,
  settle,
} from "../../src/view/whereabouts.ts";
import type { ZoneRecord } from "../../src/zone/rrset.ts";

/** The zone of a spec, and its record of a name and type. */
function zoneWith(text: string) {
  const [zone] = loadText("a.yaml", `domain: example.com\ndns: cloudflare\n${text}`).zones;
  if (zone === undefined) throw new Error("no zone");
  const of = (name: string, type: string, preset?: string): ZoneRecord => {
    const absolute = name === "@" ? "example.com." : `${name}.example.com.`;
    const found = zone.rrsets
      .flatMap(({ records }) => records)
      .find(
        ({ name: owner, data, origin }) =>
          owner === absolute && data.type === type && (preset === undefined || origin.preset?.id === preset),
      );
    if (found === undefined) throw new Error(`no ${name} ${type}`);
    return found;
  };
  return { zone, of };
}

const OWN = [
  "mailbox: {provider: tencent-exmail, with: {clients: overseas}}",
  "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}}]",
  "records:",
  "  - {name: own, type: A, value: 192.0.2.1}",
  "  - {name: own, type: TXT, value: text}",
  "",
].join("\n");

describe("places are compared", () => {
  const at = (file: string, line?: number, column?: number): Place => ({ file, line, column });
  test.each<[string, Place, Place, number]>([
    ["by file", at("a", 9, 9), at("b", 1, 1), -1],
    ["by file, the other way", at("b", 1, 1), at("a", 9, 9), 1],
    ["by line", at("a", 2, 1), at("a", 1, 9), 1],
    ["by column", at("a", 2, 1), at("a", 2, 3), -2],
    ["what has no line comes first", at("a"), at("a", 1, 1), -1],
    ["what has no column comes first", at("a", 1), at("a", 1, 2), -2],
    ["the same place", at("a", 1, 1), at("a", 1, 1), 0],
    ["two without a line", at("a"), at("a"), 0],
  ])("%s", (_, a, b, order) => {
    expect(comparePlaces(a, b)).toBe(order);
  });
});

describe("the edit that leaves a preset's record out", () => {
  const cname = (zone: Zone): ZoneRecord => {
    const found = zone.rrsets
      .flatMap(({ records }) => records)
      .find(({ name, origin }) => origin.preset !== undefined && name !== "example.com.");
    if (found === undefined) throw new Error("the preset has no record below the domain");
    return found;
  };
  test.each<[string, string, RegExp]>([
    [
      "of the mailbox",
      "mailbox: {provider: tencent-exmail, with: {clients: overseas}}\n",
      /^mailbox: \{provider: tencent-exmail, without: \[\S+\]\}$/,
    ],
    [
      "of a sender",
      "mode: send-only\nsenders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}}]\n",
      /^senders: \[\{provider: sendgrid, without: \[\S+\]\}\]$/,
    ],
  ])("%s", (_, text, expected) => {
    const { zone } = zoneWith(text);
    expect(leaveOut(zone, cname(zone))).toMatch(expected);
  });

  test("there is none for a record of the spec's own, or at the domain itself, or of no domain", () => {
    const { zone, of } = zoneWith(OWN);
    expect(leaveOut(zone, of("own", "A"))).toBeUndefined();
    expect(leaveOut(zone, of("@", "MX"))).toBeUndefined();
    const other = zoneWith(OWN);
    expect(leaveOut(zone, cname(other.zone))).toBeUndefined();
  });

  test("of what the mailboxes are moved from", () => {
    const { zone } = zoneWith(
      "mailbox: netease-free\nmigrate: {from: {provider: tencent-exmail, with: {clients: overseas}}, phase: prepare}\n",
    );
    const from = zone.rrsets
      .flatMap(({ records }) => records)
      .find(({ name, origin }) => origin.preset?.id === "tencent-exmail" && name !== "example.com.");
    expect(from && leaveOut(zone, from)).toMatch(
      /^migrate: \{from: \{provider: tencent-exmail, without: \[\S+\]\}\}$/,
    );
  });
});

describe("the edit that ends a conflict", () => {
  const { zone, of } = zoneWith(OWN);
  const [A, TXT] = [of("own", "A"), of("own", "TXT")];
  const all = zone.rrsets.flatMap(({ records }) => records);
  const below = (id: string): ZoneRecord => {
    const found = all.find(({ name, origin }) => origin.preset?.id === id && name !== "example.com.");
    if (found === undefined) throw new Error(`no record of ${id}`);
    return found;
  };
  const MX = of("@", "MX");

  test.each<[string, ZoneRecord, ZoneRecord, RegExp]>([
    ["two of the spec's own", A, TXT, /^delete this A record or the other one$/],
    [
      "one's own and a preset's",
      A,
      below("sendgrid"),
      /^delete this A record, or keep it and exclude the preset's with senders: \[\{/,
    ],
    ["one's own and a preset's that cannot be left out", A, MX, /^delete this A record$/],
    [
      "two presets'",
      below("tencent-exmail"),
      below("sendgrid"),
      /^exclude one of the two with mailbox: \{.*\} or senders: \[\{.*\}\]$/,
    ],
    [
      "two presets' of which one can be left out",
      MX,
      below("sendgrid"),
      /^exclude one of the two with senders: \[\{[^\]]*\]\}\]$/,
    ],
    [
      "two presets' that cannot be left out",
      MX,
      MX,
      /^use only one of the two presets, or give their parameters other values$/,
    ],
  ])("of %s", (_, at, other, expected) => {
    expect(settle(zone, at, other)).toMatch(expected);
  });

  test("is made at the last of the spec's own records, else at the last of the presets'", () => {
    expect(editable([A, TXT, MX])).toBe(TXT);
    expect(editable([TXT, A])).toBe(TXT);
    const [first, last] = [below("tencent-exmail"), below("sendgrid")];
    expect(editable([last, first])).toBe(last);
  });
});

test("a record points at its line, a preset's at that of the preset too; a conflict at all of both", () => {
  const { zone, of } = zoneWith(OWN);
  expect(atRecord(zone, of("own", "A"))).toEqual({
    domain: "example.com",
    owner: "own.example.com.",
    place: expect.objectContaining({ file: "a.yaml", line: 6 }),
  });
  const { related = [] } = atConflict(zone, of("own", "A"), [of("own", "TXT"), of("@", "MX")]);
  expect(related.map(({ place }) => place.file.replace(/^.*\//, ""))).toEqual([
    "a.yaml",
    "a.yaml",
    "tencent-exmail.yaml",
  ]);
});
