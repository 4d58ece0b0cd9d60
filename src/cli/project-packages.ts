/** Which of the packages that mailzone's user installs are in a project. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Examined } from "../../tools/examine.mjs";
import { clouds } from "../cloud/clouds.ts";
import { sdkPackage } from "../cloud/sdk-package.ts";
import { testedVersion } from "../source/own-package.ts";
import { packageManagerOf } from "./package-manager.ts";

const SDK = "@pulumi/pulumi";

/** Pulumi's SDK, and that of each cloud, which only who publishes to it needs; nothing where there is no project. */
export function projectPackages(root: string): Examined[] {
  if (!existsSync(join(root, "package.json"))) return [];
  const adding = (name: string): string => `${packageManagerOf(root).add} ${name}@${testedVersion(name)}`;
  return [
    { name: SDK, title: undefined },
    ...clouds.map((cloud) => ({ name: sdkPackage(cloud), title: cloud.title })),
  ].map(({ name, title }) => {
    const found = versionIn(root, name);
    if (found !== undefined) return { name, ok: true, found };
    const missing = { name, found: "not installed" };
    return title === undefined
      ? { ...missing, ok: false, fix: adding(name) }
      : { ...missing, ok: "optional", fix: `for specs on ${title}: ${adding(name)}` };
  });
}

/** As Node finds it from there. */
function versionIn(root: string, name: string): string | undefined {
  try {
    const file = createRequire(join(root, "package.json")).resolve(`${name}/package.json`);
    return (JSON.parse(readFileSync(file, "utf8")) as { readonly version: string }).version;
  } catch {
    return undefined;
  }
}
