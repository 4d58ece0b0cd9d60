/**
 * No regular expression takes more than linear time, whatever text it is given. recheck decides that from the expression
 * alone, by its automaton: no clock, no random texts. It runs as plain JavaScript, the same on every machine.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { openLibrary } from "../src/preset/library.ts";
import { wholeOf } from "../src/preset/pattern/pattern.ts";
import { cacheFolder } from "../tools/cache.mjs";
import { expressionsIn, expressionsOf } from "./regular-expressions.ts";
import { SafeExpressions } from "./safe-expressions.ts";

process.env["RECHECK_BACKEND"] = "pure";
const { checkSync } = await import("recheck");

/** Expressions that recheck cannot judge, and why each takes linear time all the same. */
const JUDGED: Readonly<Record<string, string>> = {
  "/##(?=\\w*\\[)/g":
    "recheck knows no look-ahead; no two of the runs that this one looks at share a character",
  "/^(\\s*):(?=:[\\w-][^\\n]*::)/":
    "recheck knows no look-ahead; this one is tried only at the start, and goes back over its one run once",
  "/(?<!\\\\)(?:\\\\\\\\)*\\\\(?!\\\\)/":
    "recheck knows no look-behind; this one lets a match begin only where a run of backslashes does",
  '/^(?:^(?!https?:)[^"\\r\\n]+$)$/u':
    "recheck knows no look-ahead; this one has a fixed length, and is tried only at the start",
};

/** Calls that make an expression from text: where the text comes from. */
const MADE: Readonly<Record<string, string>> = {
  "sandbox/clouds/alidns/lookups.ts new RegExp(rrRegex)": "the program's own look-up, in the sandbox",
  "sandbox/clouds/alidns/lookups.ts new RegExp(valueRegex)": "the program's own look-up, in the sandbox",
  "sandbox/clouds/alidns/lookups.ts new RegExp(domainNameRegex)": "the program's own look-up, in the sandbox",
  "sandbox/clouds/route53/lookups.ts new RegExp(nameRegex)": "the program's own look-up, in the sandbox",
  'src/preset/pattern/pattern.ts new RegExp(`^(?:${pattern})$`, "u")':
    "a preset's pattern, which linear-time.ts has judged, and recheck below",
  'src/preset/pattern/pattern.ts new RegExp(pattern, "u")':
    "a preset's pattern, which linear-time.ts has judged, and recheck below",
  'src/preset/detect/fingerprint.ts new RegExp(`^${name}\\\\n${ahead}${rest}$`, isText ? "u" : "iu")':
    "a preset's record with its parameters as groups, whose number is the degree; texts that are too long are not compared (detect.ts)",
};

const root = join(import.meta.dirname, "..");

/** So that a host name's {0,253} is counted too. */
const MOST_REPEATS = 300;

const { version } = JSON.parse(readFileSync(join(root, "node_modules/recheck/package.json"), "utf8"));
const safe = new SafeExpressions(join(cacheFolder(), `recheck-${version}-${MOST_REPEATS}.json`));
afterAll(() => safe.keep());

/** Why an expression is refused; undefined if it takes linear time. */
function fault(source: string, flags: string): string | undefined {
  const text = `/${source}/${flags}`;
  if (Object.hasOwn(JUDGED, text) || safe.has(text)) return undefined;
  const why = judged(source, flags);
  if (why === undefined) safe.add(text);
  return why;
}

function judged(source: string, flags: string): string | undefined {
  const { status, complexity, error, attack } = checkSync(source, flags, {
    checker: "automaton",
    timeout: null,
    maxRepeatCount: MOST_REPEATS,
  }) as {
    status: string;
    complexity?: { summary: string };
    error?: { kind: string; message?: string };
    attack?: { pattern: string };
  };
  if (status === "safe") return undefined;
  return status === "vulnerable"
    ? `${complexity?.summary}, such as for ${attack?.pattern}`
    : `recheck cannot judge it: ${error?.message ?? error?.kind}`;
}

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => /^(?:src|sandbox|tools)\/.*\.(?:ts|mjs)$/.test(file));
const expressions = expressionsOf(files, root);

describe("every regular expression in src, sandbox and tools", () => {
  test("takes linear time", () => {
    const known = new Map<string, string | undefined>();
    const faults = expressions.flatMap(({ file, line, text, literal }) => {
      if (literal === undefined) return [];
      if (!known.has(text)) known.set(text, fault(literal.source, literal.flags));
      const why = known.get(text);
      return why === undefined ? [] : [`${file}:${line} ${text}: ${why}`];
    });
    expect(faults).toEqual([]);
  }, 300_000);

  test("is a literal, or its text is known to be harmless", () => {
    const made = expressions.filter(({ literal }) => literal === undefined);
    expect(made.map(({ file, text }) => `${file} ${text}`).sort()).toEqual(Object.keys(MADE).sort());
  });
});

describe("every pattern in a preset", () => {
  const patterns = new Map<string, string>();
  for (const { file, parameters, dkimTargets } of openLibrary().presets()) {
    for (const { pattern, derive } of Object.values(parameters)) {
      if (pattern !== undefined) patterns.set(wholeOf(pattern).source, file);
      if (typeof derive === "object" && "unless" in derive) patterns.set(derive.unless, file);
    }
    if (dkimTargets !== undefined) patterns.set(wholeOf(dkimTargets.pattern).source, file);
  }

  test("takes linear time", () => {
    const faults = [...patterns].flatMap(([source, file]) => {
      const why = fault(source, "u");
      return why === undefined ? [] : [`${file} ${source}: ${why}`];
    });
    expect(patterns.size).toBeGreaterThan(20);
    expect(faults).toEqual([]);
  }, 300_000);

  test("no exception is left over", () => {
    const all = new Set([
      ...expressions.map(({ text }) => text),
      ...[...patterns.keys()].map((one) => `/${one}/u`),
    ]);
    expect(Object.keys(JUDGED).filter((one) => !all.has(one))).toEqual([]);
  });
});

describe("these tests can fail", () => {
  test.each([
    ["exponential", "^(?:\\d+[smhdw]?)+$"],
    ["a search that begins again at every blank", "\\s+$"],
    ["two neighbours that share characters", "^[ab]*[bc]*d$"],
    ["a look-ahead that nobody judged", "^(?=.*a).*b+$"],
  ])("%s is refused", (_, source) => {
    expect(judged(source, "")).toBeDefined();
  });

  test("literals and calls are found, and nothing else", () => {
    const text = "const a = x / 2 / y;\nb(/c\\/d/gu, new RegExp(`e` + f), RegExp(g));\nconst s = '/no/';\n";
    expect(expressionsIn("f.ts", text)).toEqual([
      { file: "f.ts", line: 2, text: "/c\\/d/gu", literal: { source: "c\\/d", flags: "gu" } },
      { file: "f.ts", line: 2, text: "new RegExp(`e` + f)" },
      { file: "f.ts", line: 2, text: "RegExp(g)" },
    ]);
  });
});
