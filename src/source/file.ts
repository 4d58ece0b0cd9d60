/** Reads YAML files from disk; a file that cannot be read is a finding. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { MAX_OCTETS, readYaml, type YamlFile } from "./read.ts";

export interface FilePath {
  readonly path: string;
  /** How findings show it. */
  readonly shown: string;
}

export function readYamlFile({ path, shown }: FilePath): YamlFile {
  const octets = readOctets(path);
  return octets instanceof Uint8Array ? readYaml(shown, octets) : unreadable(shown, octets);
}

interface Unreadable {
  readonly message: string;
  readonly help: string;
}

function readOctets(path: string): Uint8Array | Unreadable {
  let file: number | undefined;
  try {
    // without O_NONBLOCK, opening a pipe would wait for a writer
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = fstatSync(file);
    if (!stats.isFile()) {
      return {
        message: "this is not a regular file, so it cannot be a spec",
        help: "move it out of the spec folder",
      };
    }
    return stats.size > MAX_OCTETS ? new Uint8Array(MAX_OCTETS + 1) : readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return {
      message: `the file cannot be read (${code}), so its domains are unknown`,
      help: "make it readable, or delete it",
    };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function unreadable(file: string, problem: Unreadable): YamlFile {
  const place = { file, line: 1, column: 1 };
  return {
    text: "",
    documents: [],
    findings: [{ code: "file-unreadable", severity: "error", ...problem, place }],
  };
}
