/** What files that were left as they are need for the others to work. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { shellWord } from "../../../tools/shell-word.mjs";
import { mapOf, type Values } from "../../source/map.ts";
import { packageManagerOf } from "../package-manager.ts";
import type { NewFile } from "./answers.ts";

export interface Lacking {
  /** The file; its lines are to be added. */
  readonly path: string;
  readonly lines: readonly string[];
}

const DEPENDENCIES = ["dependencies", "devDependencies", "optionalDependencies"];

/** Of one of the files that every project has; undefined for any other, and where nothing is missing. */
export function lackingIn(root: string, { path, text }: NewFile): Lacking | undefined {
  if (path !== "package.json" && path !== ".gitignore") return undefined;
  const there = textAt(root, path);
  if (there === undefined) return undefined;
  const lines = path === "package.json" ? lackingMembers(there, text) : lackingLines(there, text);
  return lines.length === 0 ? undefined : { path, lines };
}

/** The command that adds the packages which a package.json that was left as it is does not name; undefined if there are none. */
export function addingPackages(root: string, { text }: NewFile): string | undefined {
  const there = documentOf(textAt(root, "package.json") ?? "");
  const named = new Set(DEPENDENCIES.flatMap((key) => Object.keys(mapOf(there[key]))));
  const missing = Object.entries(mapOf(documentOf(text)["dependencies"])).filter(
    ([name]) => !named.has(name),
  );
  if (missing.length === 0) return undefined;
  const packages = missing.map(([name, version]) => shellWord(`${name}@${version}`));
  return [packageManagerOf(root).add, ...packages].join(" ");
}

const lackingLines = (there: string, wanted: string): string[] =>
  wanted.split("\n").filter((line) => line !== "" && !there.split("\n").includes(line));

/** Of the members that the other files rely on, those that are not there; what is there is its owner's. */
function lackingMembers(there: string, wanted: string): string[] {
  const [own, needed] = [documentOf(there), documentOf(wanted)];
  const scripts = mapOf(own["scripts"]);
  const missing = Object.entries(mapOf(needed["scripts"])).filter(([name]) => !Object.hasOwn(scripts, name));
  return [
    ...(own["type"] === needed["type"] ? [] : [member(["type", needed["type"]])]),
    ...(missing.length === 0 ? [] : [`"scripts": {${missing.map(member).join(", ")}}`]),
  ];
}

const member = ([name, value]: readonly [string, unknown]): string =>
  `${JSON.stringify(name)}: ${JSON.stringify(value)}`;

function textAt(root: string, path: string): string | undefined {
  const isFile = statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true;
  return isFile ? readFileSync(join(root, path), "utf8") : undefined;
}

/** Nothing for what is not JSON: then all of it is missing. */
function documentOf(text: string): Values {
  try {
    return mapOf(JSON.parse(text));
  } catch {
    return {};
  }
}
