/** The files of the user's own presets: `providers/*.yaml` and `templates/*.json` of the project. Reads none of them. */
import { readdirSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";
import type { Finding } from "../finding.ts";
import { type FilePath, unreadWords } from "../source/file.ts";
import { barrier, type Project, projectOf } from "../source/project.ts";
import { shownPath } from "../spec/find.ts";
import { PROVIDERS_FOLDER } from "./catalogue.ts";

/** The folder of presets, beside Pulumi.yaml. */
export const OWN_PROVIDERS = "providers";
/** The folder of Domain Connect templates. */
export const OWN_TEMPLATES = "templates";

/** A file by the id of its preset, which is the file's name. */
export interface OwnFile extends FilePath {
  readonly id: string;
}

export interface OwnFiles {
  readonly presets: readonly OwnFile[];
  readonly templates: readonly OwnFile[];
  /** What is in the folders and is not read. */
  readonly findings: readonly Finding[];
  /** Folders that are not read. */
  readonly refused: readonly string[];
}

/** Those of the project of `cwd`; none in a clone of mailzone, whose `providers/` are those that it brings along. */
export function ownFiles(cwd: string): OwnFiles {
  const project = projectOf(cwd, cwd);
  const findings: Finding[] = [];
  const refused: string[] = [];
  const filesIn = (folder: string): Omit<OwnFile, "id">[] => {
    const { names, finding } = namesIn(join(project.root, folder), folder, project);
    if (finding !== undefined) {
      findings.push(finding);
      refused.push(folder);
    }
    return names.map((name) => {
      const path = join(project.root, folder, name);
      return { path, shown: shownPath(path, realpathSync.native(cwd)), project };
    });
  };
  const presets = isClone(project) ? [] : filesIn(OWN_PROVIDERS);
  for (const { shown } of presets) if (shown.endsWith(".yml")) findings.push(misnamed(shown));
  return {
    presets: presets.filter(({ path }) => path.endsWith(".yaml")).map(byName),
    templates: filesIn(OWN_TEMPLATES)
      .filter(({ path }) => path.endsWith(".json"))
      .map(byName),
    findings,
    refused,
  };
}

/** Whether the project is mailzone itself, be it run from its sources or from `dist`. */
export function isClone({ root }: Project): boolean {
  const own = realOf(join(root, OWN_PROVIDERS));
  return (
    own !== undefined &&
    [PROVIDERS_FOLDER, join(PROVIDERS_FOLDER, "../../providers")].map(realOf).includes(own)
  );
}

function realOf(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** The names in a folder, sorted; a folder that is not there has none. */
function namesIn(
  path: string,
  shown: string,
  project: Project,
): { readonly names: readonly string[]; readonly finding?: Finding } {
  const refused = (words: string): Finding => ({
    code: "file-unreadable",
    severity: "error",
    message: `the folder ${shown} ${words}; the presets in it are unknown`,
    help: "put the folder itself there, and make it readable",
    place: { file: shown, line: 1, column: 1 },
  });
  try {
    const why = barrier(realpathSync.native(path), project);
    if (why !== undefined) return { names: [], finding: refused(unreadWords({ why })) };
    return {
      names: readdirSync(path)
        .filter((name) => !name.startsWith("."))
        .sort(),
    };
  } catch (error) {
    const { code: errno } = error as NodeJS.ErrnoException;
    if (errno === undefined) throw error;
    if (errno === "ENOENT" || errno === "ENOTDIR") return { names: [] };
    return { names: [], finding: refused(unreadWords({ why: "failed", errno })) };
  }
}

const misnamed = (shown: string): Finding => ({
  code: "preset-file",
  severity: "error",
  message: "the file of a preset ends in .yaml, so this one is not read",
  help: `name it ${shown.replace(/\.yml$/, ".yaml")}`,
  place: { file: shown, line: 1, column: 1 },
});

/** `news.example.net.mail.json` has the id `news-example-net-mail`; the name of a preset is its id as it is. */
function byName(file: Omit<OwnFile, "id">): OwnFile {
  const stem = basename(file.path).replace(/\.(?:yaml|json)$/, "");
  return { ...file, id: file.path.endsWith(".json") ? templateId(stem) : stem };
}

/** The id of the preset that a template makes. */
export const templateId = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
