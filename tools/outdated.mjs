/** Whether the packages in a clone's node_modules are those of its package-lock.json. */
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { root } from "./project.mjs";

/** npm's list of what it installed, which it writes last. */
const INSTALLED = "node_modules/.package-lock.json";
const WANTED = "package-lock.json";

export const NOT_INSTALLED = "not installed";

/** Why node_modules does not match package-lock.json; undefined if it does. */
export function outdated(folder = root) {
  if (!existsSync(path.join(folder, INSTALLED))) {
    return NOT_INSTALLED;
  }
  const installed = readPackages(folder, INSTALLED);
  const wanted = readPackages(folder, WANTED);
  const unreadable = [installed, wanted].find((packages) => typeof packages === "string");
  if (unreadable !== undefined) {
    return unreadable;
  }
  for (const [place, { version, optional, link }] of Object.entries(wanted)) {
    if (place === "" || link || (optional && installed[place] === undefined)) {
      continue;
    }
    const name = place.replace(/^.*node_modules\//, "");
    if (installed[place]?.version !== version) {
      return `${name} is not ${version}`;
    }
    // An npm that was interrupted while it emptied node_modules leaves its list of what was there.
    if (!existsSync(path.join(folder, place, "package.json"))) {
      return `${name} is incomplete`;
    }
  }
  return undefined;
}

/**
 * The same where it must cost nothing, as at the start of every command: what npm has installed since package-lock.json was
 * written is not compared. So an install without development packages will do until package-lock.json changes.
 */
export function outdatedSinceInstall(folder = root) {
  const [installed, wanted] = [INSTALLED, WANTED].map(
    (file) => statSync(path.join(folder, file), { throwIfNoEntry: false })?.mtimeMs,
  );
  return wanted === undefined || (installed !== undefined && installed > wanted)
    ? undefined
    : outdated(folder);
}

/** The packages by place, or why the file cannot be read: a merge may have left its marks there. */
function readPackages(folder, file) {
  try {
    return JSON.parse(readFileSync(path.join(folder, file), "utf8")).packages ?? {};
  } catch {
    return `${file} cannot be read`;
  }
}
