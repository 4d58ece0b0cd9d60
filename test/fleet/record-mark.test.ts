/** A record that a run was to create is known again in its zone, and nothing else is taken for it. */
import { afterAll, describe, expect, test } from "@jest/globals";
import type { LiveRecord } from "../../src/cloud/listing.ts";
import { liveMark, plannedMark } from "../../src/inventory/record-mark.ts";
import { type PlannedRecord, planZones } from "../../src/plan/plan.ts";
import { FleetProject, parked } from "./project.ts";

const project = new FleetProject();
afterAll(() => project.end());

/** The resources of the spec's own records. */
function planned(dns: string, ...records: string[]): readonly PlannedRecord[] {
  const of = (text: string): readonly PlannedRecord[] => {
    project.write({ "stacks/prod/fleet.yaml": "shards: {by: folder}\n", "stacks/prod/eu/a.yaml": text });
    const [shard] = project.open().shards;
    return planZones(shard?.zones ?? []).flatMap((one) => (one.kind === "record" ? [one] : []));
  };
  const without = new Set(of(parked("example.com", dns)).map(({ name }) => name));
  const lines = records.map((one) => `  - ${one}\n`).join("");
  return of(`${parked("example.com", dns)}records:\n${lines}`).filter(({ name }) => !without.has(name));
}

/** As the cloud lists it once it is made. */
function made({ args, zone }: PlannedRecord, other: Partial<LiveRecord> = {}): LiveRecord {
  const raised = zone.cloud.raise(args);
  if (raised === undefined) throw new Error("unreadable");
  const { name, type, ttl, data } = raised;
  return {
    id: "1",
    importId: "1",
    name,
    type,
    ...(ttl !== undefined && { ttl }),
    values: data.map((one) => ({ text: "", data: one })).reverse(),
    ...other,
  } as LiveRecord;
}

const at = { cloud: "route53", name: "example.com." };
const [host] = planned(
  "route53",
  "{name: h, type: A, value: 192.0.2.1}",
  "{name: h, type: A, value: 192.0.2.2}",
) as [PlannedRecord];
const [text] = planned("route53", "{name: t, type: TXT, value: one}") as [PlannedRecord];

describe.each(["route53", "cloudflare", "alidns"])("on %s", (dns) => {
  test.each([
    ["{name: h, type: A, value: 192.0.2.1}"],
    ["{name: h, type: AAAA, value: '2001:db8::1'}"],
    [`{name: t, type: TXT, value: ${"x".repeat(300)}}`],
    ["{name: m, type: MX, value: 10 mx.example.net.}"],
    ["{name: _a._tcp, type: SRV, value: 1 2 3 h.example.net.}"],
    ["{name: c, type: CNAME, value: h.example.net., ttl: 7200}"],
  ])("%s is known again", (record) => {
    const own = planned(dns, record);
    expect(own).not.toEqual([]);
    for (const one of own) {
      expect(plannedMark(one)).toBeDefined();
      expect(liveMark({ cloud: dns, name: "example.com." }, made(one))).toBe(plannedMark(one));
    }
  });
});

test.each<[string, string | undefined]>([
  ["another TTL", liveMark(at, made(host, { ttl: 61 }))],
  ["another name", liveMark(at, made(host, { name: "i.example.com." }))],
  ["another value", liveMark(at, made(text))],
  ["a value fewer", liveMark(at, { ...made(host), values: made(host).values.slice(1) })],
  ["another zone", liveMark({ ...at, name: "com." }, made(host))],
  ["another cloud", liveMark({ ...at, cloud: "alidns" }, made(host))],
  ["another account", liveMark({ ...at, account: "eu" }, made(host))],
])("%s is another record", (_, mark) => {
  expect(mark).toBeDefined();
  expect(mark).not.toBe(plannedMark(host));
});

test.each<[string, Partial<LiveRecord>]>([
  ["a proxied record", { proxied: true }],
  ["a disabled one", { disabled: true }],
  ["one of a routing policy", { setIdentifier: "a" }],
  ["one of a line", { line: "telecom" }],
  ["a value that cannot be read", { values: [{ text: "?" }] }],
])("%s is nobody's of ours", (_, other) => {
  expect(liveMark(at, made(host, other))).toBeUndefined();
});
