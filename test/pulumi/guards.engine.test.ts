/** What the program refuses, and that nothing is made, changed or deleted when it does. */
import { chmodSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

const sound = "domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail\n";

/** `[what, spec, code, places]`: each place stands in the message as file:line. */
const broken: readonly [string, string, string, readonly string[]][] = [
  [
    "a CNAME at the apex beside MX",
    `${sound}records:\n  - {name: "@", type: CNAME, value: www.example.net}\n`,
    "cname-exclusive",
    ["a.yaml:5", "a.yaml:3"],
  ],
  [
    "a CNAME from the preset and an A from the spec at mail",
    `${sound}records:\n  - {name: mail, type: A, value: 192.0.2.1}\n`,
    "cname-exclusive",
    ["a.yaml:5", "a.yaml:3", "providers/tencent-exmail.yaml"],
  ],
  [
    "an MX that points to a CNAME of the zone",
    'domain: example.com\ndns: route53\nrecords:\n  - {name: "@", type: MX, value: 10 mx}\n  - {name: mx, type: CNAME, value: mx.example.net}\n',
    "mx-not-cname",
    ["a.yaml:4", "a.yaml:5"],
  ],
];

describe("specs with errors", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make();
  });
  afterAll(() => stack.remove());

  test.each(broken)(
    "%s: preview and up fail with the finding, and not one record exists",
    async (_, spec, code, places) => {
      stack.write({ "a.yaml": spec });
      // checks do not ask whether this is a preview, so one of them shows it for all
      const previewed = spec === broken[0]?.[1] ? [await stack.preview()] : [];
      for (const run of [...previewed, await stack.up()]) {
        expect(run.code).not.toBe(0);
        expect(run.text).toContain(code);
        for (const place of places) expect(run.text).toContain(place);
        expect(run.text).not.toMatch(/\n\s+at /);
      }
      expect(stack.stored()).toBe(0);
    },
  );

  test("a zone that is not at the cloud: prov-zone-exists, and nothing is made", async () => {
    stack.write({ "a.yaml": sound.replace("example.com", "nowhere.example.net") }, { zones: false });
    const run = await stack.up();
    expect(run.code).not.toBe(0);
    expect(run.text).toContain("prov-zone-exists");
    expect(run.text).not.toMatch(/\n\s+at /);
    expect(stack.stored()).toBe(0);
  });

  test("an account that the stack's config does not have: dns-account", async () => {
    stack.write({ "a.yaml": sound.replace("dns: cloudflare", "dns: {cloud: cloudflare, account: shop}") });
    const run = await stack.up();
    expect(run.code).not.toBe(0);
    expect(run.text).toContain("dns-account");
  });
});

describe("a living stack", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make();
    stack.write({ "a.yaml": sound });
    expect(await stack.up()).toMatchObject({ code: 0 });
  });
  afterAll(() => stack.remove());

  const refused = async (): Promise<void> => {
    const run = await stack.up();
    expect(run.code).not.toBe(0);
    expect(run.text).toContain("7 records");
    expect(run.text).not.toMatch(/\n\s+at /);
    expect(stack.stored()).toBe(7);
  };

  test("refuses an emptied spec folder", async () => {
    rmSync(join(stack.specs, "a.yaml"));
    await refused();
  });

  test("refuses a renamed spec folder", async () => {
    renameSync(stack.specs, `${stack.specs}-old`);
    await refused();
  });

  test("refuses a spec that cannot be read", async () => {
    stack.write({ "a.yaml": "domain: [\n" }, { zones: false });
    const run = await stack.up();
    expect(run.code).not.toBe(0);
    expect(run.text).toContain("yaml-syntax");
    expect(stack.stored()).toBe(7);
  });

  test("refuses a folder that cannot be listed, unless the user may read everything", async () => {
    stack.write({ "a.yaml": sound });
    mkdirSync(join(stack.specs, "closed"));
    chmodSync(join(stack.specs, "closed"), 0o000);
    const run = await stack.up();
    chmodSync(join(stack.specs, "closed"), 0o755);
    if (process.getuid?.() === 0) expect(run).toMatchObject({ code: 0 });
    else expect(run).not.toMatchObject({ code: 0 });
    expect(stack.stored()).toBe(7);
  });

  test("refuses a shell of the sandbox for a stack that is not of it", async () => {
    stack.configure({ "mailzone:sandbox": false });
    const run = await stack.up();
    expect(run.code).not.toBe(0);
    expect(run.text).toContain("is not a sandbox stack");
    expect(stack.stored()).toBe(7);
    stack.configure({});
  });
});

describe("warnings", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make();
  });
  afterAll(() => stack.remove());

  test("twenty are shown in full, the rest is counted, and records are made all the same", async () => {
    // each of another host, since equal ones are told once
    const spec = (i: number): string =>
      `domain: d${i}.example.com\ndns: cloudflare\nspf: {mx: true}\ndkim: [{selector: s1, cname: s1.example.net}]\nrecords:\n  - {type: MX, value: 10 mx${i}}\n`;
    stack.write(Object.fromEntries(Array.from({ length: 23 }, (_, i) => [`d${i}.yaml`, spec(i)])));
    const run = await stack.up();
    expect(run).toMatchObject({ code: 0 });
    expect(run.text).toContain("and 3 more warnings");
    expect(stack.stored()).toBe(3 * 23);
  });
});

describe("accounts", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make({ "mailzone:accounts": { cloudflare: { shop: { apiToken: "shop" } } } });
  });
  afterAll(() => stack.remove());

  test("a domain goes to the account that its spec names, and its resources are named after it", async () => {
    stack.write({
      "a.yaml": sound,
      "b.yaml": sound
        .replace("dns: cloudflare", "dns: {cloud: cloudflare, account: shop}")
        .replace("example", "shop"),
    });
    const run = await stack.up();
    expect(run).toMatchObject({ code: 0 });
    expect(run.text).toContain("shop:shop.com/mail/CNAME");
    expect(run.text).toContain("7 records on cloudflare (shop)");
    expect(stack.stored()).toBe(14);
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
  });
});

describe("two clouds", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make();
  });
  afterAll(() => stack.remove());

  const on = (dns: string): string => sound.replace("dns: cloudflare", `ttl: 600\ndns: ${dns}`);

  test.each([
    ["cloudflare", { cloudflare: 7, route53: 0, alidns: 0 }],
    ["[cloudflare, route53]", { cloudflare: 7, route53: 6, alidns: 0 }],
    ["route53", { cloudflare: 0, route53: 6, alidns: 0 }],
    ["[route53, alidns]", { cloudflare: 0, route53: 6, alidns: 7 }],
    ["alidns", { cloudflare: 0, route53: 0, alidns: 7 }],
  ] as const)("a domain moves by adding a cloud and taking the first away: %s", async (dns, counts) => {
    stack.write({ "a.yaml": on(dns) });
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(await stack.unanswered()).toEqual([]);
    for (const [cloud, count] of Object.entries(counts)) {
      expect([cloud, stack.stored(cloud as "route53")]).toEqual([cloud, count]);
    }
  });
});
