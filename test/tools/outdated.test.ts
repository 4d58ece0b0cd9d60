/** When installed packages are out of date, and that package-lock.json has the packages of every platform. */
import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { outdated, outdatedSinceInstall } from "../../tools/outdated.mjs";
import { emptyFolder } from "./made-up.ts";

type Packages = Readonly<Record<string, { readonly version: string; readonly optional?: boolean }>>;

function clone(wanted: Packages, installed?: Packages): string {
  const folder = emptyFolder();
  writeFileSync(path.join(folder, "package-lock.json"), JSON.stringify({ packages: wanted }));
  if (installed !== undefined) {
    mkdirSync(path.join(folder, "node_modules"));
    for (const place of Object.keys(installed)) {
      mkdirSync(path.join(folder, place), { recursive: true });
      writeFileSync(path.join(folder, place, "package.json"), "{}");
    }
    writeFileSync(
      path.join(folder, "node_modules/.package-lock.json"),
      JSON.stringify({ packages: installed }),
    );
  }
  return folder;
}

const yaml = { "node_modules/yaml": { version: "2.9.1" } };

test("a clone without node_modules is not installed", () => {
  expect(outdated(clone(yaml))).toBe("not installed");
});

test("what was installed by an older package-lock.json is outdated", () => {
  expect(outdated(clone(yaml, { "node_modules/yaml": { version: "2.9.0" } }))).toBe("yaml is not 2.9.1");
});

test("a package that is missing is outdated, unless it is optional, as those of other platforms are", () => {
  expect(outdated(clone({ ...yaml, "node_modules/zod": { version: "4.0.0" } }, yaml))).toBe(
    "zod is not 4.0.0",
  );
  expect(
    outdated(clone({ ...yaml, "node_modules/zod": { version: "4.0.0", optional: true } }, yaml)),
  ).toBeUndefined();
});

test("an npm that was interrupted while it emptied node_modules is noticed", () => {
  const folder = clone(yaml, yaml);
  expect(outdated(folder)).toBeUndefined();
  rmSync(path.join(folder, "node_modules/yaml"), { recursive: true });
  expect(outdated(folder)).toBe("yaml is incomplete");
});

test("the clone itself does not count", () => {
  expect(outdated(clone({ "": { version: "0.1.0" }, ...yaml }, yaml))).toBeUndefined();
});

test("a package-lock.json with the marks of a merge is a reason, not an exception", () => {
  const folder = clone(yaml, yaml);
  writeFileSync(path.join(folder, "package-lock.json"), "<<<<<<< HEAD\n{}\n");
  expect(outdated(folder)).toBe("package-lock.json cannot be read");
});

describe("at the start of a command", () => {
  const older = { "node_modules/yaml": { version: "2.9.0" } };
  const touch = (folder: string, file: string, seconds: number): void =>
    utimesSync(path.join(folder, file), seconds, seconds);

  test.each([
    ["is compared where it was written after the install, as by git pull", 100, 200, "yaml is not 2.9.1"],
    ["is compared where both have one time, as after a copy", 100, 100, "yaml is not 2.9.1"],
    ["is not compared where npm has installed since, as without development packages", 200, 100, undefined],
  ])("package-lock.json %s", (_, installed, wanted, reason) => {
    const folder = clone(yaml, older);
    touch(folder, "node_modules/.package-lock.json", installed);
    touch(folder, "package-lock.json", wanted);
    expect(outdatedSinceInstall(folder)).toBe(reason);
  });

  test("what was never installed is told", () => {
    expect(outdatedSinceInstall(clone(yaml))).toBe("not installed");
  });
});

test("package-lock.json has the packages of every platform, so npm ci accepts it and locks them all", () => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly optionalDependencies?: object }>>;
  };
  const names = new Set(Object.keys(packages).map((place) => place.replace(/^.*node_modules\//, "")));
  const optional = Object.values(packages).flatMap((one) => Object.keys(one.optionalDependencies ?? {}));
  expect(optional.length).toBeGreaterThan(20);
  expect(optional.filter((name) => !names.has(name))).toEqual([]);
});
