/** Which files the library reads: those that are asked for, and no others. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readCatalogue } from "../../src/preset/catalogue.ts";
import { openLibrary } from "../../src/preset/library.ts";

const preset = (id: string, variants: string): string => `id: ${id}
title: A service
vendor: A vendor
homepage: https://example.net
kind: mailbox
status: current
confidence: high
sources: [{kind: provider-doc, ref: "https://example.net", verified: "2026-11-22"}]
parameters:
  set: {about: a, find: b, type: choice, choices: [one, two], default: one}
variants: ${variants}
records:
  - {group: mx, need: required, when: {set: one}, type: MX, preference: 1, exchange: mx.example.net}
  - {group: mx, need: required, when: {set: two}, type: MX, preference: 2, exchange: mx.example.net}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-presets-"));
  writeFileSync(join(folder, "good.yaml"), preset("good", "{good-old-set: {set: two}}"));
  // each read of this one would be a finding
  writeFileSync(join(folder, "bad.yaml"), "id: [\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the library", () => {
  test("reads one file for a preset", () => {
    const library = openLibrary(folder);
    expect(library.find("good")).toMatchObject({ id: "good", askedFor: "good", fixed: {} });
    expect(library.findings).toEqual([]);
  });

  test("reads one file for a variant, found by the beginning of its id", () => {
    const library = openLibrary(folder);
    expect(library.find("good-old-set")).toMatchObject({
      id: "good",
      askedFor: "good-old-set",
      fixed: { set: "two" },
    });
    expect(library.findings).toEqual([]);
  });

  test.each(["goo", "good-", "good-old", "-", "", "good-toString", "__proto__"])(
    "has no %j, and reads no other file for it",
    (id) => {
      const library = openLibrary(folder);
      expect(library.find(id)).toBeUndefined();
      expect(library.findings).toEqual([]);
    },
  );

  test("suggests an id without reading any file", () => {
    const library = openLibrary(folder);
    expect(library.meant("godo")).toBe("good");
    expect(library.meant("nothing-like-it")).toBeUndefined();
    expect(library.findings).toEqual([]);
    expect(openLibrary().meant("google-workspace-legcy")).toBe("google-workspace-legacy");
  });

  test.each([
    ["gmail", "google-workspace"],
    ["Office365", "microsoft-365"],
    ["腾讯企业邮箱", "tencent-exmail"],
    ["protonmail", "proton-mail"],
  ])("knows %s by another name", (word, meant) => {
    expect(openLibrary().meant(word)).toBe(meant);
  });

  test("tells what is wrong with a file that it reads", () => {
    const library = openLibrary(folder);
    expect(library.ids()).toEqual(["good", "good-old-set"]);
    expect(library.findings.map(({ code }) => code)).toEqual(["yaml-syntax"]);
  });
});

test("the catalogue has every preset and variant: `npm run generate` was run", () => {
  const listed = readCatalogue().flatMap(({ id, variants }) => [id, ...Object.keys(variants)]);
  expect(listed.sort()).toEqual(openLibrary().ids());
});
