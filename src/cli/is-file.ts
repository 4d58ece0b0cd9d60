/** What a path of the command line is, without reading it. */
import { type Stats, statSync } from "node:fs";

/** Whether it is there and is not a folder, which may have the name of a domain. */
export const isFile = (path: string): boolean => look(path)?.isDirectory() === false;

/** Whether it is a file that can be read to its end: no device or pipe. */
export const isRegularFile = (path: string): boolean => look(path)?.isFile() === true;

function look(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
