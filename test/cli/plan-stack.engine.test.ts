/** `mailzone plan --stack`, with the real engine: what it would do with records, also where the engine's own JSON is silent. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { Ajv } from "ajv";
import { TestStack } from "../pulumi/test-stack.ts";
import { mailzone } from "./run.ts";

jest.setTimeout(240_000);

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../schema/plan-stack.schema.json"), "utf8")),
);

const spec = (cloud: string, ...records: string[]): string =>
  [
    `domain: example.com\ndns: ${cloud}\nmode: mail\nttl: 600\nrecords:`,
    ...["{type: MX, value: 10 mx.example.net.}", ...records].map((one) => `  - ${one}\n`),
  ].join("\n");
const CNAME = "{name: mail, type: CNAME, value: www.example.net.}";
const SPF = '{type: TXT, value: "v=spf1 mx -all"}';
const ADDRESSES = "{name: mail, type: A, values: [192.0.2.1, 192.0.2.2]}";

describe.each(["cloudflare", "route53"])("on %s", (cloud) => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make();
  });
  afterAll(() => stack.remove());

  const isFirst = cloud === "cloudflare";
  const plan = async (...words: string[]) => await stack.mailzone("plan", "--stack", "test", ...words);
  /** `change name type before > after`, with `gap` where there is one. */
  const changes = async (): Promise<string[]> => {
    const { stdout } = await plan("--format", "json");
    const document = JSON.parse(stdout);
    expect([validate(document), validate.errors]).toEqual([true, null]);
    return document.changes.map((one: Record<string, { data: string[] } | null>) =>
      [
        one["change"],
        one["name"],
        one["type"],
        one["before"]?.data.join(" | ") ?? "-",
        ">",
        one["after"]?.data.join(" | ") ?? "-",
        ...(one["gap"] ? ["gap"] : []),
      ].join(" "),
    );
  };

  test("a new stack: all records are added, and nothing else is shown", async () => {
    stack.write({ "a.yaml": spec(cloud, CNAME, '{type: TXT, value: "v=spf1 -all"}') });
    expect(await changes()).toEqual([
      "create example.com. MX - > 10 mx.example.net.",
      'create example.com. TXT - > "v=spf1 -all"',
      "create mail.example.com. CNAME - > www.example.net.",
    ]);
    if (isFirst) await showsAll();
    expect(await stack.up()).toMatchObject({ code: 0 });
  });

  /** In words; they are made of the same document on each cloud. */
  async function showsAll(): Promise<void> {
    const { code, stdout, stderr } = await plan();
    expect(code).toBe(0);
    expect(stdout).toContain("  +  example.com: MX 10 mx.example.net. is added\n");
    expect(stdout).toContain('  +  example.com: SPF "v=spf1 -all" is added\n');
    expect(stdout).toContain("records: 3 added; 0 unchanged\n");
    expect(stderr).toContain("warning");
  }

  test("nothing to do", async () => {
    if (isFirst) expect(await changes()).toEqual([]);
    expect((await plan()).stdout).toBe("no record changes; 3 unchanged\n");
  });

  // Route 53 changes the type in one call, Cloudflare deletes and creates (docs/facts)
  const isOneCall = cloud === "route53";

  test("a CNAME that becomes addresses: its deletion is told, and the moment without records", async () => {
    stack.write({ "a.yaml": spec(cloud, ADDRESSES, SPF) });
    const both = await changes();
    expect(both).toEqual([
      'update example.com. TXT "v=spf1 -all" > "v=spf1 mx -all"',
      ...(isOneCall
        ? ["update mail.example.com. A www.example.net. > 192.0.2.1 | 192.0.2.2"]
        : [
            "create mail.example.com. A - > 192.0.2.1 gap",
            "create mail.example.com. A - > 192.0.2.2 gap",
            "delete mail.example.com. CNAME www.example.net. > - gap",
          ]),
    ]);
    const { stdout } = await plan();
    expect(stdout).toContain('  ~  example.com: SPF changes from "v=spf1 -all" to "v=spf1 mx -all"\n');
    expect(stdout).toContain(
      isOneCall
        ? "  ~  mail.example.com: CNAME www.example.net. is deleted\n"
        : "  -  mail.example.com: CNAME www.example.net. is deleted; for a moment the name has no records of this type\n",
    );
    expect(await stack.up()).toMatchObject({ code: 0 });
  });

  test("addresses that become a CNAME, beside a text that comes back: replaced dependents are told", async () => {
    const text = "{name: other, type: TXT, value: x}";
    stack.write({ "a.yaml": spec(cloud, CNAME, SPF, text) });
    const told = await changes();
    if (isOneCall) {
      expect(told).toContain("update mail.example.com. CNAME 192.0.2.1 | 192.0.2.2 > www.example.net.");
      return;
    }
    expect(told).toContain("create mail.example.com. CNAME - > www.example.net. gap");
    expect(told.filter((one) => one.startsWith("delete mail.example.com. A "))).toHaveLength(2);
    expect(told.every((one) => one.startsWith("delete") || one.startsWith("create"))).toBe(true);
  });

  test("markdown is for a comment", async () => {
    if (!isFirst) return;
    const { stdout, code } = await plan("--format", "markdown");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^### mailzone plan for test: records: /);
    expect(stdout).toContain("is deleted");
    expect(stdout.length).toBeLessThan(65_536);
  });

  test("what the program refuses is a finding and exit 1", async () => {
    stack.write({ "a.yaml": spec(cloud, CNAME, SPF).replace("mx.example.net", "other.example.org") });
    const { code, stdout, stderr } = await plan();
    expect([code, stdout]).toEqual([1, "refused: 1 error, so pulumi up would change nothing\n"]);
    expect(stderr).toContain("error plan-mx-cutover");
    if (!isFirst) return;
    const json = await plan("--format", "json");
    expect(json.code).toBe(1);
    const document = JSON.parse(json.stdout);
    expect([validate(document), validate.errors]).toEqual([true, null]);
    expect(document).toMatchObject({ refused: true, changes: [] });
    expect(document.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: "plan-mx-cutover", file: "stacks/test/a.yaml" }),
      ]),
    );
  });
});

describe("what the engine cannot say", () => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await TestStack.make();
    stack.write({ "a.yaml": spec("cloudflare") });
  });
  afterAll(() => stack.remove());

  const fails = async (what: string, ...words: string[]): Promise<void> => {
    const { code, stdout, stderr } = await stack.mailzone("plan", "--stack", ...words);
    expect([code, stdout]).toEqual([2, ""]);
    // on a busy machine the preview may say how far it is
    expect(stderr).toMatch(/^(?:pulumi preview of .*\n)*mailzone: .*\n$/);
    expect(stderr).toContain(what);
  };

  test("no such stack", () => fails("stack prod does not exist here", "prod"));

  test("a zone that no cloud has is a finding, exit 1", async () => {
    stack.write({ "a.yaml": spec("cloudflare").replace("example.com", "nowhere.example") }, { zones: false });
    const { code, stderr } = await stack.mailzone("plan", "--stack", "test");
    expect([code, stderr]).toEqual([1, expect.stringContaining("prov-zone-exists")]);
  });

  test("a stack's config that cannot be used", async () => {
    stack.configure({ "mailzone:confirm": { a: 1 } });
    await fails("invalid stack config mailzone:confirm", "test", "--format", "json");
    stack.configure({});
  });

  test("a state that cannot be reached", async () => {
    stack.setEnvironment({ PULUMI_BACKEND_URL: `file://${join(stack.folder, "nowhere")}` });
    await fails("nowhere", "test");
  });

  test("no engine", async () => {
    stack.setEnvironment({ PATH: "", MAILZONE_ENGINE_BIN: "", MAILZONE_CACHE: join(stack.folder, "empty") });
    await fails("no Pulumi engine found", "test");
  });
});

describe("the words of the command", () => {
  test("--stack takes no path", () => {
    const { code, stderr } = mailzone(["plan", "clean", "--stack", "test"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("takes no path")]);
  });

  test("without --stack there is no markdown", () => {
    expect(mailzone(["plan", "clean", "--format", "markdown"])).toMatchObject({ code: 2, stdout: "" });
  });

  test("the help tells the two uses apart", () => {
    const { stdout } = mailzone(["plan", "--help"]);
    expect(stdout).toContain("Without --stack");
    expect(stdout).toContain("With --stack");
  });
});
