/** What mailzone's own package.json says; the same from source and from `dist`. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { readOwnJson } from "./own-json.ts";

export interface OwnPackage {
  readonly name: string;
  readonly version: string;
  /** Its page on the web, if it has one. */
  readonly homepage?: string;
  /** The range of each package that a user's own package.json has to name, by its name. */
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** mailzone's own folder: a clone, or the installed package. */
export function ownFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

export const ownPackage = (): OwnPackage => readOwnJson(join(ownFolder(), "package.json"));

/** The version of a peer that mailzone was tested with, which begins its range. */
export const testedVersion = (name: string): string =>
  (ownPackage().peerDependencies[name] ?? "").replace(/^\^/, "");
