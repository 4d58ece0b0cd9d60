/** Where the running mailzone came from, as a new repository's package.json names it. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ownFolder, ownPackage } from "../../source/own-package.ts";

/**
 * The version, if it came from a registry; else the address of the file or repository that it was installed from, as npm noted
 * it beside the package. A clone is a git repository, from which npm builds the package.
 */
export function mailzoneSource(folder: string = ownFolder()): string {
  const { name, version } = ownPackage();
  const at = folder.lastIndexOf("/node_modules/");
  if (at < 0) return `git+${pathToFileURL(folder).href}`;
  const modules = folder.slice(0, at + "/node_modules".length);
  const resolved = noted(modules, name);
  // npm notes a file's path as seen from the folder above node_modules
  if (resolved?.startsWith("file:"))
    return `file:${resolve(dirname(modules), resolved.slice("file:".length))}`;
  return resolved !== undefined && /^git\b/.test(resolved) ? resolved : version;
}

/** What npm noted of the package when it installed it; undefined if another tool did. */
function noted(modules: string, name: string): string | undefined {
  const file = join(modules, ".package-lock.json");
  if (!existsSync(file)) return undefined;
  const { packages = {} } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly packages?: Readonly<Record<string, { readonly resolved?: string }>>;
  };
  return packages[`node_modules/${name}`]?.resolved;
}
