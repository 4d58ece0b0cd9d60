/** A spec that cannot be taken blocks nobody else's: its findings are told, and the results of all others stand. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mailzone } from "./run.ts";

const SOUND = 500;
const CLOUDS = ["cloudflare", "route53", "alidns"];
const MAILBOXES = ["tencent-exmail", "huawei-enterprise-mail", "netease-free"];

/** The name of the file, what stands in it, and the code that is told of it. */
const BAD: [string, string | Uint8Array, string][] = [
  ["bad-yaml.yaml", "domain: bad-yaml.test\nrecords: [{name: www\n", "yaml-syntax"],
  ["binary.yaml", Uint8Array.from({ length: 4096 }, (_, i) => (i * 167 + 13) % 256), "file-encoding"],
  ["empty.yaml", "", "spec-empty"],
  ["list.yaml", "- domain: list.test\n", "spec-type"],
  [
    "unknown-key.yaml",
    "domain: unknown-key.test\ndns: route53\nmailbx: tencent-exmail\n",
    "spec-key-unknown",
  ],
  ["unknown-preset.yaml", "domain: unknown-preset.test\ndns: route53\nmailbox: nowhere\n", "preset-unknown"],
  [
    "mx-conflict.yaml",
    "domain: mx-conflict.test\ndns: cloudflare\nmailbox: tencent-exmail\nrecords: [{type: MX, value: 0 .}]\n",
    "mx-null-alone",
  ],
  [
    "shared-zone.yaml",
    "domain: bad.shared.test\nzone: shared.test\ndns: route53\nmode: parked\nrecords: [{name: x, type: A, value: x}]\n",
    "rr-syntax",
  ],
  ["folder/defaults.yaml", "ttl: [\n", "yaml-syntax"],
];

const folder = mkdtempSync(join(tmpdir(), "mailzone-one-bad-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const COMMANDS = ["check", "zone", "plan"] as const;
type Results = Record<(typeof COMMANDS)[number], ReturnType<typeof run>>;

function run(command: string) {
  const { code, stdout, stderr } = mailzone([command, "specs", "--format", "json"], folder);
  return { code, stderr, document: JSON.parse(stdout) };
}
const runAll = (): Results => Object.fromEntries(COMMANDS.map((name) => [name, run(name)])) as Results;

describe(`${BAD.length} bad files among ${SOUND}`, () => {
  let alone: Results;
  let beside: Results;
  beforeAll(() => {
    for (let i = 0; i < SOUND; i++) {
      const mailbox = MAILBOXES[i % MAILBOXES.length];
      const dns = CLOUDS[Math.floor(i / MAILBOXES.length) % CLOUDS.length];
      write(`specs/sound/d${i}.yaml`, `domain: d${i}.test\ndns: ${dns}\nmailbox: ${mailbox}\n`);
    }
    // beside it in its zone is a spec that cannot be taken
    write("specs/good.yaml", "domain: good.shared.test\nzone: shared.test\ndns: route53\nmode: parked\n");
    alone = runAll();
    for (const [name, text] of BAD) write(`specs/${name}`, text);
    write("specs/folder/below.yaml", "domain: below.test\ndns: route53\nmode: parked\n");
    beside = runAll();
  }, 120_000);

  const isSound = (domain: string): boolean => /^d\d+\.test$|^good\.shared\.test$/.test(domain);

  test("without them there is no error", () => {
    expect(COMMANDS.map((name) => alone[name].code)).toEqual([0, 0, 0]);
    expect(alone.zone.document.zones).toHaveLength(SOUND + 1);
  });

  test("with them every command ends with 1", () => {
    expect(COMMANDS.map((name) => beside[name].code)).toEqual([1, 1, 1]);
  });

  test.each(BAD)("%s is told, by check and beside the results of zone and plan", (name, _, code) => {
    const ofFile = beside.check.document.findings.filter(
      (finding: { file: string; severity: string }) =>
        finding.file === `specs/${name}` && finding.severity === "error",
    );
    expect(ofFile.map((finding: { code: string }) => finding.code)).toContain(code);
    for (const command of ["zone", "plan"] as const) {
      expect(beside[command].stderr).toMatch(new RegExp(`^specs/${name}:\\d+:\\d+: error ${code}$`, "m"));
    }
  });

  test("check says of all others what it said without them", () => {
    const others = ({ document }: Results["check"]) =>
      document.findings.filter(({ file }: { file: string }) => /sound\/|good\.yaml$/.test(file));
    expect(others(alone.check)).toEqual(alone.check.document.findings);
    expect(others(beside.check)).toEqual(others(alone.check));
  });

  test("zone shows all others as it showed them without them", () => {
    const others = beside.zone.document.zones.filter(({ domain }: { domain: string }) => isSound(domain));
    expect(others).toEqual(alone.zone.document.zones);
  });

  test("plan has all others' resources as it had them without them", () => {
    const others = beside.plan.document.resources.filter(({ domain }: { domain: string }) => isSound(domain));
    expect(others).toEqual(alone.plan.document.resources);
  });

  test("nothing is shown of a spec that lacks its defaults", () => {
    const domains = beside.zone.document.zones.map(({ domain }: { domain: string }) => domain);
    expect(domains).not.toContain("below.test");
  });
});
