/** Reads files of the project from disk, each once; a file that cannot be read is a finding. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, realpathSync } from "node:fs";
import { barrier, type Project } from "./project.ts";
import { MAX_OCTETS, readYaml, type YamlFile } from "./read.ts";

export interface FilePath {
  readonly path: string;
  /** How findings show it. */
  readonly shown: string;
  /** Outside of it nothing is read. */
  readonly project: Project;
}

export function readYamlFile(file: FilePath): YamlFile {
  const octets = readOctets(file);
  return octets instanceof Uint8Array ? readYaml(file.shown, octets) : unreadable(file.shown, octets);
}

/** Why a file is not read. */
export interface Unread {
  /** `missing` and `failed`: the operating system's code says more. */
  readonly why: "missing" | "failed" | "outside" | "hidden" | "irregular";
  readonly errno?: string;
}

/** The content of a file; of one with more than `most` octets, more than that, whatever they are. */
export function readOctets(
  { path, project }: Pick<FilePath, "path" | "project">,
  most = MAX_OCTETS,
): Uint8Array | Unread {
  let file: number | undefined;
  try {
    const real = realpathSync.native(path);
    const closed = barrier(real, project);
    if (closed !== undefined) return { why: closed };
    // looked at before it is opened: opening some devices does something, and opening a pipe waits for a writer
    const seen = lstatSync(real);
    if (!seen.isFile()) return { why: "irregular" };
    file = openSync(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    const { ino, dev, size } = fstatSync(file);
    // put in its place meanwhile
    if (ino !== seen.ino || dev !== seen.dev || realpathSync.native(path) !== real) return { why: "outside" };
    return size > most ? new Uint8Array(most + 1) : readFileSync(file);
  } catch (error) {
    const { code: errno } = error as NodeJS.ErrnoException;
    if (errno === undefined) throw error;
    return { why: errno === "ENOENT" || errno === "ENOTDIR" ? "missing" : "failed", errno };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** What is wrong, as the end of a sentence that begins with the file. */
export function unreadWords({ why, errno }: Unread): string {
  switch (why) {
    case "missing":
      return `does not exist${errno === undefined ? "" : ` (${errno})`}`;
    case "failed":
      return `cannot be read (${errno})`;
    case "outside":
      return "is outside the project, or a link that leads there, so it is not read";
    case "hidden":
      return "is a dot file or in a dot folder, or a link that leads there, so it is not read";
    case "irregular":
      return "is not a regular file, so it is not read";
  }
}

function unreadable(file: string, unread: Unread): YamlFile {
  const { why } = unread;
  const help =
    why === "missing" || why === "failed"
      ? "make it readable, or delete it"
      : "put a copy of the file there, or move this out of the folder";
  return {
    text: "",
    documents: [],
    broken: [[]],
    findings: [
      {
        code: "file-unreadable",
        severity: "error",
        message: `the file ${unreadWords(unread)}; what it holds is unknown`,
        help,
        place: { file, line: 1, column: 1 },
      },
    ],
  };
}
