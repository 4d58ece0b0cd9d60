/** A draft below defaults publishes what it says, and says nothing that they say. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { loadPaths } from "../../src/pipeline.ts";
import { defaultsAbove } from "../../src/spec/above.ts";
import { printSpec, type SpecDraft } from "../../src/spec/print.ts";
import { withoutAbove } from "../../src/spec/without-above.ts";
import { printRdata } from "../../src/zone/rdata.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "mailzone-above-"));
});
afterEach(() => rmSync(home, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
}

const published = (path: string): string[] =>
  loadPaths([path], home).domains.flatMap(({ spec: { clouds }, records }) => [
    ...clouds.map(({ cloud }) => cloud),
    ...records.map(({ name, ttl, data }) => `${name} ${ttl} ${data.type} ${printRdata(data)}`).sort(),
  ]);

const exmail = { provider: "tencent-exmail", with: {} };
const sendgrid = { provider: "sendgrid", with: { em_label: "em1", sg_user: "u1" } };
const record = { name: "x", type: "A", value: "192.0.2.1" };
const whole = {
  ...{ dns: "cloudflare", ttl: 600, mailbox: exmail, senders: [sendgrid], records: [record] },
  ...{ spf: { all: "fail", ip4: ["192.0.2.1"] }, dmarc: { policy: "none", rua: ["mailto:a@example.com"] } },
  dkim: [{ selector: "s", cname: "s.example.net" }],
};

const cases: [title: string, draft: Omit<SpecDraft, "domain">, defaults: string, left: readonly string[]][] =
  [
    ["nothing", whole, "", Object.keys(whole)],
    ["all of it", whole, printSpec({ domain: "x", ...whole }).replace(/^.*\n/, ""), []],
    ["other values", whole, "dns: route53\nttl: 60\nmailbox: zoho-mail\n", Object.keys(whole)],
    [
      "the host, with its account",
      { dns: "cloudflare", mailbox: exmail },
      "dns: {cloud: cloudflare, account: a}\n",
      ["mailbox"],
    ],
    [
      "another host",
      { dns: { cloud: "cloudflare", account: "a" }, mailbox: exmail },
      "dns: cloudflare\n",
      ["dns", "mailbox"],
    ],
    [
      "parts of maps",
      { dns: "route53", mailbox: exmail, dmarc: { policy: "none", rua: ["mailto:a@example.com"] } },
      "dmarc: {policy: reject, rua: ['mailto:a@example.com']}\n",
      ["dns", "mailbox", "dmarc"],
    ],
    [
      "a mailbox with what its parameters are, in any order",
      { dns: "route53", mailbox: { provider: "sendgrid", with: { b: "1", a: ["x", "y"] }, off: ["pop"] } },
      "mailbox: {groups: {pop: false}, provider: sendgrid, with: {a: [x, y], b: 1}}\n",
      ["dns"],
    ],
    [
      "a mailbox with other parameters",
      { dns: "route53", mailbox: { provider: "tencent-exmail", with: { clients: "overseas" } } },
      "mailbox: tencent-exmail\n",
      ["dns", "mailbox"],
    ],
  ];

describe("without what is above", () => {
  test.each(cases)("%s", (title, draft, defaults, left) => {
    write("stacks/prod/defaults.yaml", defaults);
    const below = withoutAbove(
      { domain: "a.example", ...draft },
      defaultsAbove("stacks/prod/a.yaml", undefined, home),
    );
    const kept = Object.entries(below).filter(([, value]) => !(Array.isArray(value) && value.length === 0));
    expect(kept.map(([key]) => key).sort()).toEqual(["domain", ...left].sort());
    // the parts of what it overrules are its own
    if (title === "a mailbox with what its parameters are, in any order" || title === "another host") return;
    write("stacks/prod/a.yaml", printSpec(below));
    write("stacks/other/a.yaml", printSpec({ domain: "a.example", ...draft }));
    expect(published("stacks/prod/a.yaml")).toEqual(published("stacks/other/a.yaml"));
    expect(published("stacks/prod/a.yaml")).not.toEqual([]);
  });
});

describe("defaultsAbove", () => {
  const above = (path: string, root?: string): unknown => defaultsAbove(path, root, home);

  test("from the stack's folder down to the file's own, which need not exist", () => {
    write("stacks/prod/defaults.yaml", "dns: route53\ndmarc: {policy: none}\n");
    write("stacks/prod/eu/defaults.yaml", "dns: alidns\n");
    write("stacks/defaults.yaml", "ttl: 60\n");
    expect(above("stacks/prod/eu/fr/a.yaml")).toEqual({ dns: "alidns", dmarc: { policy: "none" } });
    expect(above("stacks/prod/a.yaml")).toEqual({ dns: "route53", dmarc: { policy: "none" } });
    expect(above("stacks/new/a.yaml")).toEqual({});
  });

  test("elsewhere from the folder that was named", () => {
    write("specs/defaults.yaml", "dns: route53\n");
    expect([above("specs/a.yaml"), above("specs/eu/a.yaml", "specs"), above("specs/eu/a.yaml")]).toEqual([
      { dns: "route53" },
      { dns: "route53" },
      {},
    ]);
  });

  test.each(["dns: route54\n", "dns: [\n", "domain: a.example\n", "- x\n"])(
    "nothing of %j, which cannot be used",
    (text) => {
      write("stacks/prod/defaults.yaml", text);
      expect(above("stacks/prod/a.yaml")).toEqual({});
    },
  );

  test("nothing of a file outside the project", () => {
    write("outside/defaults.yaml", "dns: route53\n");
    write("project/Pulumi.yaml", "name: x\n");
    write("project/stacks/prod/keep.yaml", "");
    symlinkSync(join(home, "outside/defaults.yaml"), join(home, "project/stacks/prod/defaults.yaml"));
    expect(defaultsAbove("stacks/prod/a.yaml", undefined, join(home, "project"))).toEqual({});
  });
});
