/** Whether a path of the command line is there and is not a folder, which may have the name of a domain. */
import { statSync } from "node:fs";

export function isFile(path: string): boolean {
  try {
    return !statSync(path).isDirectory();
  } catch {
    return false;
  }
}
