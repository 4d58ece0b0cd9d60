/** What is added to specs before an adoption, and what the user has to add. */
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { applyEdits, planSpecEdits, undoEdits } from "../../src/engine/spec-edits.ts";
import type { SpecItem } from "../../src/live/adoption.ts";
import type { Survey } from "../../src/live/survey.ts";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "mailzone-spec-edits-")));
  writeFileSync(join(root, "Pulumi.yaml"), "name: acme\nruntime: nodejs\n");
  mkdirSync(join(root, "stacks"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (file: string, text: string | Uint8Array): void => writeFileSync(join(root, file), text);
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const item = (domain: string, value: string): SpecItem => ({ domain, item: { type: "TXT", value } });

type Specs = Survey["specs"];
const plan = (specs: Specs, items: readonly SpecItem[]) => planSpecEdits({ root, specs } as Survey, items);

const A = { domain: "a.example", file: "stacks/a.yaml", line: 1 };
const HEAD = "dns: route53\nmode: parked\n";

describe("edits", () => {
  test("of two specs in one file are one, from its end to its beginning", () => {
    put("stacks/a.yaml", `domain: a.example\n${HEAD}---\ndomain: b.example\n${HEAD}`);
    const { edits, refused } = plan(
      [A, { domain: "b.example", file: "stacks/a.yaml", line: 5 }],
      [item("a.example", "one"), item("b.example", "two"), item("a.example", "three")],
    );
    expect([...refused]).toEqual([]);
    expect(edits.map(({ file, lines }) => [file, lines])).toEqual([
      [
        "stacks/a.yaml",
        ["- {type: TXT, value: one}", "- {type: TXT, value: three}", "- {type: TXT, value: two}"],
      ],
    ]);
    const before = read("stacks/a.yaml");
    applyEdits(root, edits);
    expect(read("stacks/a.yaml")).toBe(
      [
        ...["domain: a.example", "dns: route53", "mode: parked", "records:"],
        ...["  - {type: TXT, value: one}", "  - {type: TXT, value: three}", "---"],
        ...[
          "domain: b.example",
          "dns: route53",
          "mode: parked",
          "records:",
          "  - {type: TXT, value: two}",
          "",
        ],
      ].join("\n"),
    );
    undoEdits(root, edits);
    expect(read("stacks/a.yaml")).toBe(before);
  });

  test("none where nothing is to be added", () => {
    expect(plan([A], [])).toEqual({ edits: [], refused: new Map() });
    expect(plan([A], [item("other.example", "one")]).edits).toEqual([]);
  });

  test("of all files or none: those that are written already are undone", () => {
    put("stacks/a.yaml", `domain: a.example\n${HEAD}`);
    put("stacks/b.yaml", `domain: b.example\n${HEAD}`);
    const { edits } = plan(
      [A, { domain: "b.example", file: "stacks/b.yaml", line: 1 }],
      [item("a.example", "one"), item("b.example", "two")],
    );
    const [first] = edits;
    const lost = { ...edits[1], path: join(root, "nowhere/b.yaml") } as typeof first;
    expect(() =>
      applyEdits(
        root,
        [first, lost].filter((one) => one !== undefined),
      ),
    ).toThrow(/ENOENT/);
    expect(first && read(first.file)).toBe(first?.before);
  });
});

describe("what mailzone cannot add is for the user to add", () => {
  test.each<[string, Specs[number], () => void, RegExp]>([
    [
      "where the spec has several domains",
      A,
      () => put("stacks/a.yaml", `domains: [a.example, b.example]\n${HEAD}`),
      /^add - \{type: TXT, value: one\} under records: in stacks\/a\.yaml yourself first, or it would be lost: the spec has several domains/,
    ],
    [
      "where the spec is in no file",
      { domain: "a.example", file: "MailZone a.example" },
      () => {},
      /^add - \{type: TXT, value: one\} under records: yourself first, .*: its spec is not in a file$/,
    ],
    ["where the file is gone", A, () => {}, /: its file does not exist/],
    [
      "where the file is elsewhere",
      A,
      () => symlinkSync("/etc/hostname", join(root, "stacks/a.yaml")),
      /: its file /,
    ],
    [
      "where the spec is written in braces",
      A,
      () => put("stacks/a.yaml", "{domain: a.example, dns: route53, mode: parked}\n"),
      /in stacks\/a\.yaml yourself first, or it would be lost: the spec is written in braces$/,
    ],
  ])("%s", (_, spec, prepare, why) => {
    prepare();
    const { edits, refused } = plan([spec], [item("a.example", "one")]);
    expect([edits, [...refused]]).toEqual([[], [["a.example", expect.stringMatching(why)]]]);
  });
});
