/** Where this machine keeps what it knows of a fleet's runs: `.mailzone/fleet/<fleet>/`, which git ignores. */
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { makeFolder, writeWhole } from "../../tools/write-file.mjs";

export const fleetFolder = (root: string, fleet: string): string => join(root, ".mailzone", "fleet", fleet);

/** Makes it, if it is not there; yields its path. */
export function makeFleetFolder(root: string, fleet: string): string {
  const folder = fleetFolder(root, fleet);
  makeFolder(folder, realpathSync.native(root));
  writeWhole(join(folder, "..", ".gitignore"), "*\n");
  return folder;
}
