/** How a package gets into package.json and the lock file, by the lock file that is there. */
import { existsSync } from "node:fs";
import { join } from "node:path";

interface PackageManager {
  readonly lock: string;
  /** The command that adds packages in exact versions, which follow it. */
  readonly add: string;
}

const NPM: PackageManager = { lock: "package-lock.json", add: "npm install --save-exact" };

const OTHERS: readonly PackageManager[] = [
  { lock: "pnpm-lock.yaml", add: "pnpm add --save-exact" },
  { lock: "yarn.lock", add: "yarn add --exact" },
  { lock: "bun.lock", add: "bun add --exact" },
];

/** Of a project; npm where nothing says which. */
export const packageManagerOf = (root: string): PackageManager =>
  OTHERS.find(({ lock }) => existsSync(join(root, lock))) ?? NPM;
