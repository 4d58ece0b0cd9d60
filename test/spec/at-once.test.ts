/** Independent mistakes in one spec are all told in one run, each as if it were alone, and nothing that only follows from another. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { type Loaded, loadPaths, loadText } from "../../src/pipeline.ts";

/** A spec without errors, by its keys. */
const SOUND = {
  domain: "domain: example.com",
  dns: "dns: cloudflare",
  mailbox: "mailbox: netease-free",
  senders: "senders: [mailchimp, {provider: sendgrid, with: {em_label: em1, sg_user: u1}}]",
  dmarc: "dmarc: {policy: none}",
  ttl: "ttl: 600",
  records: "records: [{name: www, type: A, value: 192.0.2.1}]",
};
type Key = keyof typeof SOUND;

/** One mistake each: the line in place of that of SOUND, and the codes of its errors. */
const GRAMMAR: readonly (readonly [Key, string, readonly string[]])[] = [
  ["domain", "domain: [example.com]", ["spec-type"]],
  ["domain", "domain: exa_mple.com", ["name-syntax"]],
  ["domain", "# no domain", ["spec-missing"]],
  ["dns", "dns: cloudfare", ["spec-value"]],
  ["dns", "dns: {cloud: cloudflare, acount: shop}", ["spec-key-unknown"]],
  ["dns", "# no dns", ["spec-missing"]],
  ["dmarc", "dmarc: {policy: rejct}", ["dmarc-p-value"]],
  ["dmarc", "dmark: {policy: none}", ["spec-key-unknown"]],
  ["ttl", "ttl: 1h", ["spec-type"]],
  ["records", "records: [{name: www, type: AX, value: 192.0.2.1}]", ["rr-type-supported"]],
  ["records", "records: [{name: www, type: A}]", ["spec-missing"]],
];
const PRESETS: readonly (readonly [Key, string, readonly string[]])[] = [
  ["mailbox", "mailbox: netease-fre", ["preset-unknown"]],
  ["mailbox", "mailbox: mailjet", ["preset-role"]],
  ["mailbox", "mailbox: {provider: netease-free, with: {nosuch: x}}", ["preset-parameter"]],
  ["mailbox", "mailbox: {provider: netease-free, groups: {nosuch: true}}", ["preset-group"]],
  ["mailbox", "mailbox: {template: nosuch.json}", ["template-file"]],
  ["senders", "senders: [mailjt, sendgird]", ["preset-unknown", "preset-unknown"]],
  ["senders", "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: me}}]", ["preset-parameter"]],
];
/** What is missing may be where there is a mistake; where it cannot be, it is told. */
const MISSING: readonly (readonly [Key, string, readonly string[]])[] = [
  ["senders", "senders: [{provider: sendgrid, with: {em_label: em1}}]", ["preset-incomplete"]],
];
const MAY_HOLD_IT = ["dmark:", "records:", "# no domain", "domain:"];

const errors = ({ findings }: Loaded): string[] =>
  findings
    .filter(({ severity }) => severity === "error")
    .map(({ code, message, place }) => `${place?.line}:${place?.column} ${code}: ${message}`)
    .sort();

const codesOf = (told: readonly string[]): string[] => told.map((line) => line.split(/[ :]/)[2] ?? "");

/** The errors of a spec with these lines in place of its own. */
const errorsWith = (...lines: readonly (readonly [Key, string, ...unknown[]])[]): string[] => {
  const spec = { ...SOUND, ...Object.fromEntries(lines.map(([key, line]) => [key, line])) };
  return errors(loadText("f.yaml", `${Object.values(spec).join("\n")}\n`));
};

test("the spec is sound without a mistake", () => expect(errorsWith()).toEqual([]));

describe.each(GRAMMAR)("beside a mistake at %s: %s", (key, line, codes) => {
  test("which is told alone", () => expect(codesOf(errorsWith([key, line]))).toEqual(codes));

  test.each(PRESETS)("of %s: %s", (other, preset, found) => {
    const alone = errorsWith([other, preset]);
    expect(codesOf(alone)).toEqual(found);
    expect(errorsWith([key, line], [other, preset])).toEqual([...errorsWith([key, line]), ...alone].sort());
  });

  test.each(MISSING)("of %s: %s", (other, preset, found) => {
    const told = codesOf(errorsWith([key, line], [other, preset]));
    expect(told.sort()).toEqual(
      [...codes, ...(MAY_HOLD_IT.some((one) => line.startsWith(one)) ? [] : found)].sort(),
    );
  });
});

describe("what only follows is not told", () => {
  const cases: [title: string, lines: [Key, string][], codes: string[]][] = [
    [
      "a mailbox under a mistyped key",
      [
        ["mailbox", "mailbx: netease-free"],
        ["senders", "# none"],
      ],
      ["spec-key-unknown"],
    ],
    [
      "senders that are faulty alone",
      [
        ["mailbox", "# none"],
        ["senders", "senders: [{prvider: mailjet}]"],
      ],
      ["spec-key-unknown"],
    ],
    [
      "a parameter without a value",
      [["senders", "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: }}]"]],
      ["spec-missing"],
    ],
    [
      "a parameter of another form",
      [["senders", "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: {}}}]"]],
      ["spec-type"],
    ],
    [
      "a move without its mailbox",
      [["mailbox", "mailbox: 5\nmigrate: {from: mailbox-org, phase: prepare}"]],
      ["spec-type"],
    ],
    [
      "the records of a preset in a zone that is not named",
      [["dns", "dns: 5\nzone: []"]],
      ["spec-type", "spec-value"],
    ],
    [
      "what is waived",
      [
        ["ttl", "ttl: 1h\nwaive: [{check: preset-incomplete, reason: later}]"],
        ["senders", "senders: [sendgrid]"],
      ],
      ["spec-type"],
    ],
  ];
  test.each(cases)("%s", (_, lines, codes) => {
    expect(codesOf(errorsWith(...lines)).sort()).toEqual(codes);
  });
});

test("a mistake is told at its place, behind others in the same list", () => {
  const senders =
    "senders: [{prvider: a}, 5, {provider: mailchimp, groups: {a: {}}}, mailjt, {provider: sendgrid, with: {sg_user: u1}}]";
  expect(errorsWith(["senders", senders]).map((line) => line.replace(/: .*/, ""))).toEqual([
    "4:12 spec-key-unknown",
    "4:25 spec-type",
    "4:62 spec-type",
    "4:68 preset-unknown",
    "4:87 preset-incomplete",
  ]);
});

test("a spec below defaults that cannot be used is judged by itself", () => {
  const home = mkdtempSync(join(tmpdir(), "mailzone-at-once-"));
  mkdirSync(join(home, "stacks/prod"), { recursive: true });
  writeFileSync(join(home, "stacks/prod/defaults.yaml"), "dns: cloudfare\nmailbox: netease-free\n");
  writeFileSync(
    join(home, "stacks/prod/a.yaml"),
    "domain: example.com\nsenders: [mailjt, sendgrid]\ndmarc: {rua: []}\n",
  );
  expect(codesOf(errors(loadPaths(["stacks"], home))).sort()).toEqual(["preset-unknown", "spec-value"]);
  rmSync(home, { recursive: true });
});

test("nothing of it is published, nor among the domains", () => {
  const { domains, zones } = loadText("f.yaml", Object.values({ ...SOUND, ttl: "ttl: 1h" }).join("\n"));
  expect([domains, zones]).toEqual([[], []]);
});
