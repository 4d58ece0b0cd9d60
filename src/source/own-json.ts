/** Reads the JSON files that mailzone itself brings along. */
import { basename, dirname } from "node:path";
import { readOctets, unreadWords } from "./file.ts";
import { folderProject } from "./project.ts";

/** @throws if the file is damaged, without a word of its content */
export function readOwnJson<T>(path: string): T {
  const octets = readOctets({ path, project: folderProject(dirname(path)) });
  if (!(octets instanceof Uint8Array))
    throw new Error(`mailzone's file ${basename(path)} ${unreadWords(octets)}`);
  try {
    return JSON.parse(Buffer.from(octets).toString("utf8")) as T;
  } catch {
    throw new Error(`mailzone's file ${basename(path)} is not valid JSON`);
  }
}
