/** A refresh of the SPF snapshot takes what DNS says today, keeps what it cannot ask for, and always ends. */
import { Resolver } from "node:dns/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { route53 as plugin } from "../../sandbox/clouds/route53/provider.ts";
import { type DnsServer, startDnsServer } from "../../sandbox/dns-server.ts";
import { Store } from "../../sandbox/store.ts";
import { ensureZones } from "../../sandbox/zones.ts";
import { route53 } from "../../src/cloud/route53/route53.ts";
import {
  NoAnswers,
  type RefreshOptions,
  refreshSnapshot,
  type TxtResolver,
} from "../../src/live/spf-refresh.ts";
import type { Snapshot, SnapshotEntry } from "../../src/mail/spf-snapshot.ts";
import { rrsets, ZONE } from "../zone/rrset.ts";

const today = "2026-11-21";

/** Answers: texts, an error code, or `never`. */
type Answers = Readonly<Record<string, readonly string[] | string>>;

function resolver(answers: Answers): TxtResolver & { readonly asked: string[] } {
  const asked: string[] = [];
  const waiting: ((error: Error) => void)[] = [];
  return {
    asked,
    resolveTxt(name) {
      asked.push(name);
      const answer = answers[name] ?? "ENOTFOUND";
      if (answer === "never") return new Promise((_, reject) => waiting.push(reject));
      if (typeof answer === "string")
        return Promise.reject(Object.assign(new Error(answer), { code: answer }));
      return Promise.resolve(answer.map((text) => text.match(/.{1,20}/g) ?? []));
    },
    cancel() {
      for (const reject of waiting) reject(Object.assign(new Error("cancelled"), { code: "ECANCELLED" }));
    },
  };
}

const snapshot = (names: Readonly<Record<string, SnapshotEntry>>): Snapshot => ({ version: 1, names });
const old = snapshot({
  "a.test": {
    service: "A",
    text: "v=spf1 include:n.test -all",
    seen: "2020",
    source: "a book",
    doubt: "old",
  },
  "b.test": { service: "B", lookups: 3, seen: "2020", source: "a book" },
  "c.test": { service: "C" },
  "n.test": { terms: "", seen: "2020", source: "a book" },
});

const refresh = (answers: Answers, from = old, options: Partial<RefreshOptions> = {}) =>
  refreshSnapshot(from, { resolver: resolver(answers), roots: [], today, ...options });

const fresh = (text: string): SnapshotEntry => ({ text, seen: today, source: "DNS" });

describe("a refresh", () => {
  const answers = {
    "a.test": ["other=1", "v=spf1 include:m.test redirect=%{d}.x.test"],
    "b.test": ["v=spf1 redirect=A.test."],
    "c.test": ["v=spf1 exists:%{i}.c.test -all"],
    "m.test": ["v=spf1 ip4:192.0.2.0/24 -all"],
    "r.test": ["v=spf1 -all"],
  };

  test("takes each record as it is today, follows what it includes and drops what nothing leads to", async () => {
    const done = await refresh(answers, old, { roots: ["r.test", "a.test"] });
    expect(done).toEqual({
      snapshot: snapshot({
        "a.test": { service: "A", ...fresh("v=spf1 include:m.test redirect=%{d}.x.test") },
        "b.test": { service: "B", ...fresh("v=spf1 redirect=A.test.") },
        "c.test": { service: "C", ...fresh("v=spf1 exists:%{i}.c.test -all") },
        "m.test": fresh("v=spf1 ip4:192.0.2.0/24 -all"),
        "r.test": fresh("v=spf1 -all"),
      }),
      changed: ["a.test", "b.test", "c.test", "m.test", "r.test"],
      kept: [],
    });
  });

  test("a second time changes nothing, and asks for each name once", async () => {
    const first = await refresh(answers);
    const again = resolver(answers);
    const second = await refresh(answers, first.snapshot, { resolver: again });
    expect(second).toEqual({ snapshot: first.snapshot, changed: [], kept: [] });
    expect(again.asked.sort()).toEqual(["a.test", "b.test", "c.test", "m.test"]);
  });

  test("keeps what it cannot ask for, and what that includes", async () => {
    const {
      snapshot: made,
      kept,
      changed,
    } = await refresh({ ...answers, "a.test": "ETIMEOUT", "n.test": "ESERVFAIL" });
    expect(made.names["a.test"]).toEqual(old.names["a.test"]);
    expect(made.names["n.test"]).toEqual(old.names["n.test"]);
    expect(kept).toEqual([
      ["a.test", "ETIMEOUT"],
      ["n.test", "ESERVFAIL"],
    ]);
    expect(changed).toEqual(["b.test", "c.test"]);
  });

  test.each([
    ["no such name", "ENOTFOUND", { none: "the name does not exist" }],
    ["no texts", "ENODATA", { none: "it has no TXT records" }],
    ["other texts", ["x"], { none: "none of its TXT records is SPF" }],
    ["two records", ["v=spf1 a", "v=spf1 mx"], { text: "v=spf1 a", doubt: "it has 2 SPF records" }],
  ])("says so of %s", async (_, answer, says) => {
    const { snapshot: made } = await refresh({ ...answers, "c.test": answer });
    expect(made.names["c.test"]).toEqual({ service: "C", ...says, seen: today, source: "DNS" });
  });

  test("ends at records that include each other and at those that spread", async () => {
    const many = Array.from({ length: 3000 }, (_, i) => `include:s${i}.test`).join(" ");
    const asking = resolver({
      ...answers,
      "c.test": ["v=spf1 include:c.test include:a.test"],
      "m.test": [`v=spf1 ${many}`],
    });
    await refresh({}, old, { resolver: asking });
    expect(asking.asked.length).toBe(1000);
  });
});

describe("nothing is taken from", () => {
  const none = { "a.test": "ECONNREFUSED", "b.test": "ECONNREFUSED", "c.test": "ECONNREFUSED" };
  test.each([
    [
      "a machine without network",
      none,
      /no SPF record for any of the 2 .*\(ECONNREFUSED\); there seems to be no network$/,
    ],
    ["a resolver that knows no name", {}, /no SPF record for any of the 2 known mail services; there/],
    ["one that lies about most", { "c.test": ["v=spf1 -all"] }, /SPF records for 0 of the 2/],
  ])("%s", async (_, answers, message) => {
    const failed = refresh(answers as Answers);
    await expect(failed).rejects.toThrow(NoAnswers);
    await expect(failed).rejects.toThrow(message);
  });

  test("a server that never answers, and it ends in time", async () => {
    const never = { "a.test": "never", "b.test": "never", "c.test": "never" };
    const started = performance.now();
    await expect(refresh(never, old, { timeLimit: 50 })).rejects.toThrow(/ECANCELLED/);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe("over the wire", () => {
  const home = mkdtempSync(join(tmpdir(), "mailzone-refresh-"));
  const store = new Store(home);
  let server: DnsServer;
  const ranges = Array.from({ length: 40 }, (_, i) => `ip4:192.0.2.${i}`).join(" ");

  beforeAll(async () => {
    const [zone] = ensureZones(home, [{ cloud: "route53", name: "example.com" }]);
    const [resource] = Object.values(plugin.resources);
    for (const set of rrsets(
      '@ TXT "v=spf1 include:_spf.example.com -all"',
      `_spf TXT "v=spf1 ${ranges} -all"`,
    )) {
      for (const { args } of route53.lower(set, { name: ZONE, id: zone?.id ?? "" })) {
        await resource?.create({ store, cloud: "route53", account: "" }, args);
      }
    }
    server = await startDnsServer({ home, cloud: "route53" });
  });
  afterAll(async () => {
    await server.close();
    store.close();
    rmSync(home, { recursive: true, force: true });
  });

  test("long records come whole, names outside are kept", async () => {
    const wire = new Resolver({ timeout: 2000, tries: 1 });
    wire.setServers([`127.0.0.1:${server.port}`]);
    const from = snapshot({ "example.com": { service: "E" }, "example.net": { service: "N" } });
    const { snapshot: made, kept } = await refreshSnapshot(from, { resolver: wire, roots: [], today });
    expect(made).toEqual(
      snapshot({
        "example.com": { service: "E", ...fresh("v=spf1 include:_spf.example.com -all") },
        "example.net": { service: "N" },
        "_spf.example.com": fresh(`v=spf1 ${ranges} -all`),
      }),
    );
    expect(kept).toEqual([["example.net", "EREFUSED"]]);
  });
});
