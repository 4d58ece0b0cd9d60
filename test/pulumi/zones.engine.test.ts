/** `mailzone zones`, with the real engine: ids that were looked up come into the stack's config, and wrong ones are told. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { Store } from "../../sandbox/store.ts";
import { ensureZones, zoneId } from "../../sandbox/zones.ts";
import { parseSource } from "../../src/source/source.ts";
import { TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

const spec = (domain: string, dns: string): string => `domain: ${domain}\ndns: ${dns}\nmode: parked\n`;
const SPECS = {
  "a.yaml": spec("example.com", "cloudflare"),
  "b.yaml": spec("example.org", "route53"),
  "c.yaml": spec("example.net", "alidns"),
};
/** Alibaba Cloud DNS needs none. */
const IDS = {
  cloudflare: { "example.com": zoneId({ cloud: "cloudflare", name: "example.com" }) },
  route53: { "example.org": zoneId({ cloud: "route53", name: "example.org" }) },
};

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make();
  stack.write(SPECS);
});
afterAll(() => stack.remove());

const zones = (...words: string[]) => stack.mailzone("zones", "test", ...words);
const configFile = (): string => join(stack.folder, "stacks/Pulumi.test.yaml");
const config = (): unknown => parseSource("config", readFileSync(configFile())).sources[0]?.value;

/** What was asked of the clouds that know zones by their ids. */
function asked(): string[] {
  const store = new Store(stack.home);
  try {
    return store
      .requests()
      .filter((one) => one.cloud !== "alidns")
      .map(({ action }) => action);
  } finally {
    store.close();
  }
}

test("--dry-run says what would be set, and writes nothing", async () => {
  const before = readFileSync(configFile(), "utf8");
  const { code, stdout } = await zones("--dry-run");
  expect(code).toBe(0);
  expect(stdout).toContain(`would set  example.com on Cloudflare: ${IDS.cloudflare["example.com"]}\n`);
  expect(stdout).toMatch(/note +example\.net on Alibaba Cloud DNS: identified by its name/);
  expect(stdout).toContain("2 zones: 2 would set\n");
  expect(readFileSync(configFile(), "utf8")).toBe(before);
});

test("the ids come into the config, a comment there stays, and no record is listed", async () => {
  writeFileSync(configFile(), `# ours\n${readFileSync(configFile(), "utf8")}`);
  const { code, stdout, stderr } = await zones();
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("2 zones: 2 set\n");
  expect(config()).toMatchObject({ config: { "mailzone:zoneIds": IDS } });
  expect(readFileSync(configFile(), "utf8")).toContain("# ours");
  expect(asked().filter((action) => action === "list")).toEqual([]);
});

test("then up looks up none of these", async () => {
  const from = asked().length;
  expect(await stack.up()).toMatchObject({ code: 0 });
  expect(asked().slice(from)).not.toContain("listZones");
});

test("a second run finds them right, and changes nothing", async () => {
  const before = readFileSync(configFile(), "utf8");
  const { code, stdout } = await zones();
  expect([code, stdout]).toEqual([0, expect.stringContaining("2 zones: 2 right\n")]);
  expect(readFileSync(configFile(), "utf8")).toBe(before);
});

test("a wrong id, a zone that is gone, and one that is nobody's are told and left alone; what is new is set", async () => {
  const wrong = {
    ...IDS,
    cloudflare: {
      "example.com": "01230123012301230123012301230123",
      "old.example": "45674567456745674567456745674567",
    },
  };
  stack.configure({ "mailzone:zoneIds": wrong });
  const more = {
    "d.yaml": spec(
      "new.example.com",
      "{cloud: cloudflare, zoneId: '89018901890189018901890189018901'}\nzone: new.example.com",
    ),
    "e.yaml": spec("x.example", "route53"),
  };
  stack.write({ ...SPECS, ...more });
  const store = new Store(stack.home);
  store.run("DELETE FROM zones WHERE name = 'example.org'");
  store.close();
  const { code, stdout } = await zones();
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /wrong +example\.com on Cloudflare: the stack config's id is 01230123012301230123012301230123, but the zone of that name has the id /,
  );
  expect(stdout).toContain(
    `run pulumi config set --stack test --path 'zoneIds.cloudflare["example.com"]' ${IDS.cloudflare["example.com"]} --type string`,
  );
  expect(stdout).toMatch(
    /wrong +new\.example\.com on Cloudflare: the spec's zoneId is 89018901890189018901890189018901, but /,
  );
  expect(stdout).toMatch(
    /wrong +example\.org on Amazon Route 53: the stack config's id is Z\w+, which could not be verified: /,
  );
  expect(stdout).toMatch(
    /note +old\.example on Cloudflare: the stack config has the id 45674567456745674567456745674567, but no spec has the zone/,
  );
  expect(stdout).toMatch(/set +x\.example on Amazon Route 53: Z/);
  expect(config()).toMatchObject({
    config: {
      "mailzone:zoneIds": {
        ...wrong,
        route53: { ...IDS.route53, "x.example": zoneId({ cloud: "route53", name: "x.example" }) },
      },
    },
  });
});

test("a zone that no cloud has is not found: exit code 1", async () => {
  stack.configure({});
  stack.write({ "a.yaml": spec("nowhere.example", "cloudflare") }, { zones: false });
  const { code, stdout } = await zones();
  expect([code, stdout]).toEqual([
    1,
    expect.stringMatching(/^not found {2}nowhere\.example on Cloudflare: /),
  ]);
});

test("an id of digits alone stays a text", async () => {
  stack.write({ "a.yaml": spec("digits.example", "cloudflare") }, { zones: false });
  ensureZones(stack.home, [{ cloud: "cloudflare", name: "digits.example" }]);
  const store = new Store(stack.home);
  store.run("UPDATE zones SET id = '00112233445566778899001122334455' WHERE name = 'digits.example'");
  store.close();
  expect(await zones()).toMatchObject({ code: 0 });
  expect(config()).toMatchObject({
    config: { "mailzone:zoneIds": { cloudflare: { "digits.example": "00112233445566778899001122334455" } } },
  });
});

describe("what cannot be run is exit code 2, with nothing on stdout", () => {
  test("no such stack", async () => {
    const { code, stdout, stderr } = await stack.mailzone("zones", "prod");
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining("stack prod does not exist")]);
  });

  test("up with the variable of this command", async () => {
    stack.setEnvironment({ MAILZONE_ZONES: join(stack.folder, "zones.json") });
    expect((await stack.up()).text).toContain("MAILZONE_ZONES is set");
  });
});
