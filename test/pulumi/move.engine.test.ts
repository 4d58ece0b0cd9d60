/** Domains go from one stack to another: their records stay, and the clouds are asked to change nothing. */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import { KMS_KEY, signedWith } from "./signing-key.ts";
import { allClouds, changeIds, type Run, TestStack } from "./test-stack.ts";

jest.setTimeout(600_000);

/** Four on each cloud. */
const DOMAINS = Array.from({ length: 12 }, (_, i) => `d${i}.example`);
const cloudOf = (i: number): Cloud => allClouds[i % allClouds.length] as Cloud;

const CONFIG = signedWith(KMS_KEY);

/** The zone of each cloud's first domain is made by the stack, and signed where a stack can. */
const spec = (domain: string): string => {
  const i = DOMAINS.indexOf(domain);
  return [
    `domain: ${domain}`,
    i < allClouds.length
      ? `dns: {cloud: ${cloudOf(i)}, create: true${cloudOf(i) === "alidns" ? "" : ", dnssec: true"}}`
      : `dns: ${cloudOf(i)}`,
    "ttl: 600",
    "mailbox: tencent-exmail",
    `dmarc: {policy: none, rua: ['mailto:dmarc@${domain}']}`,
    "",
  ].join("\n");
};

describe("twelve domains on three clouds", () => {
  let stack: TestStack;
  const other = () => join(stack.folder, "stacks/other");
  const move = (...words: string[]): Promise<Run> =>
    stack.mailzone("move", ...DOMAINS, "--from", "test", "--to", "other", ...words);
  /** Calls that changed a zone or its records. */
  const writes = (): string[] =>
    stack.withStore((store) =>
      store
        .requests()
        .filter(({ action }) => /^(?:create|update|delete|set|enable|disable)/.test(action))
        .map(({ action, name, type }) => `${action} ${name} ${type}`),
    );
  const up = (name: string): Promise<Run> => stack.pulumi("up", "--yes", "--skip-preview", "--stack", name);
  const unchanged = (name: string): Promise<Run> =>
    stack.pulumi("preview", "--expect-no-changes", "--stack", name);

  beforeAll(async () => {
    stack = await TestStack.make(CONFIG);
    const beside = (name: string) =>
      Object.fromEntries(
        allClouds.map((cloud) => [
          `${name}-${cloud}.yaml`,
          `domain: ${name}-${cloud}.example\ndns: ${cloud}\nttl: 600\nmailbox: tencent-exmail\n`,
        ]),
      );
    stack.write({
      ...beside("stays"),
      // written here, so that their zones are made too
      ...beside("own"),
      ...Object.fromEntries(DOMAINS.map((domain) => [`${domain}.yaml`, spec(domain)])),
    });
    expect(await stack.pulumi("stack", "init", "other")).toMatchObject({ code: 0 });
    stack.configure(CONFIG, "other");
    mkdirSync(other());
    for (const cloud of allClouds) {
      renameSync(join(stack.specs, `own-${cloud}.yaml`), join(other(), `own-${cloud}.yaml`));
    }
    expect(await up("test")).toMatchObject({ code: 0 });
  });
  afterAll(() => stack.remove());

  test("while the specs are where they were, nothing is moved", async () => {
    expect(await move("--yes")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(
        "is still in stacks/test/d0.example.yaml: move it to the specs of other first",
      ),
    });
  });

  test("once they have moved, the old stack offers the move and nothing else, confirmed or not", async () => {
    for (const file of readdirSync(stack.specs).filter((name) => name.startsWith("d"))) {
      renameSync(join(stack.specs, file), join(other(), file));
    }
    const before = writes();
    const refused = await up("test");
    expect(refused.code).not.toBe(0);
    expect(refused.text).toMatch(/mailzone move (?:d\d+\.example ){12}--from test --to other/);
    expect(changeIds(refused.text)).toEqual([]);
    stack.configure({ ...CONFIG, "mailzone:confirm": ["domain-gone-00000000"] });
    expect((await up("test")).code).not.toBe(0);
    stack.configure(CONFIG);
    expect(writes()).toEqual(before);
  });

  test("and the new stack adopts none of what the old one owns", async () => {
    const run = await stack.mailzone("adopt", "other", "d3.example", "--yes");
    expect(run.stdout).toContain("mailzone move d3.example --from test --to other");
    expect(run.stdout).toContain("Nothing was adopted.");
  });

  test("the move is shown first, and then made without a call that changes anything", async () => {
    const before = writes();
    expect(before.filter((call) => call.startsWith("enableSigning"))).toHaveLength(1);
    expect(await move()).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^test to other: .*; 12 domains, \d+ resources in the state/),
    });
    expect(await move("--yes")).toMatchObject({ code: 0, stdout: expect.stringContaining("Moved.") });
    expect(await up("other")).toMatchObject({ code: 0 });
    expect(await up("test")).toMatchObject({ code: 0 });
    expect(writes().filter((call) => !before.includes(call))).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/\bd\d+\.example/)]),
    );
    expect(writes().filter((call) => call.startsWith("delete"))).toEqual([]);
    expect(await unchanged("other")).toMatchObject({ code: 0 });
    expect(await unchanged("test")).toMatchObject({ code: 0 });
  });

  test("a second one says that there is nothing to move", async () => {
    expect(await move("--yes")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("the state of stack test does not have d0.example"),
    });
  });

  test("in the new stack a domain of each cloud changes its provider in one up, flips and all", async () => {
    for (const domain of DOMAINS.slice(3, 6)) {
      writeFileSync(
        join(other(), `${domain}.yaml`),
        spec(domain).replace(
          "mailbox: tencent-exmail",
          "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25, client_type: address}}",
        ),
      );
    }
    const ids = changeIds((await stack.pulumi("preview", "--stack", "other")).text);
    expect(ids.length).toBeGreaterThan(0);
    stack.configure({ ...CONFIG, "mailzone:confirm": ids }, "other");
    expect(await up("other")).toMatchObject({ code: 0 });
    expect(await unchanged("other")).toMatchObject({ code: 0 });
  });

  test("a move that a preview disagrees with is undone", async () => {
    // the specs of the old stack want something else of the domains than what is published
    const some = DOMAINS.slice(6, 9);
    const home = (domain: string): string => join(stack.specs, `${domain}.yaml`);
    for (const domain of some) {
      rmSync(join(other(), `${domain}.yaml`));
      writeFileSync(home(domain), spec(domain).replace("policy: none", "policy: quarantine"));
    }
    const back = await stack.mailzone("move", ...some, "--from", "other", "--to", "test", "--yes");
    expect(back).toMatchObject({ code: 2 });
    expect(back.stderr).toContain("would change what was moved: ");
    for (const domain of some) expect(back.stderr).toContain(`update ${domain}/_dmarc/TXT`);
    expect(back.stderr).toContain("the states were put back");
    for (const domain of some) {
      rmSync(home(domain));
      writeFileSync(join(other(), `${domain}.yaml`), spec(domain));
    }
    expect(await unchanged("other")).toMatchObject({ code: 0 });
  });
});
