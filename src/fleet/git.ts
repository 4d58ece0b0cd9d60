/** What git knows of a folder: which files differ from a commit, how they were then, and where it was cloned from. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

/** Git cannot say what was asked. */
export class GitRefused extends Error {}

export interface Since {
  /** The commit that is compared with: where this branch left the one that was named. */
  readonly commit: string;
  /** The repository's root. */
  readonly top: string;
  /** Files that were changed, added, deleted, or are not in git yet, as paths from the root; a rename is two of them. */
  readonly files: readonly string[];
}

/** @throws GitRefused without git, outside a repository, and for a ref that does not exist */
export async function filesSince(ref: string, cwd: string): Promise<Since> {
  const top = await topOf(cwd);
  // a ref that begins with a hyphen would be an option
  const there = (
    await tried(cwd, "rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`)
  )?.trim();
  if (!there) {
    throw new GitRefused(
      `git knows no commit ${JSON.stringify(ref)} here: name a branch, tag or commit that exists; a pipeline may have to fetch it first (fetch-depth: 0)`,
    );
  }
  const base = (await tried(cwd, "merge-base", there, "HEAD"))?.trim();
  if (!base) {
    throw new GitRefused(
      `git finds no commit that ${JSON.stringify(ref)} and this branch have in common: a pipeline may have to fetch more of the history (fetch-depth: 0)`,
    );
  }
  const changed = await git(top, "diff", "--name-only", "--no-renames", "-z", base, "--");
  const fresh = await git(top, "ls-files", "--others", "--exclude-standard", "-z");
  const files = `${changed}${fresh}`.split("\0").filter((file) => file !== "");
  return { commit: base, top, files: [...new Set(files)].sort() };
}

/**
 * Does the work with a temporary folder that has these files as they were in the commit, those that it has.
 * @throws GitRefused
 */
export async function asOf<T>(
  { commit, top }: Since,
  files: readonly string[],
  work: (folder: string) => T,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "mailzone-since-"));
  try {
    const tree = join(folder, "tree");
    await withIndex(top, commit, async (env) => {
      const known = new Set((await run(top, ["ls-files", "-z"], { env })).split("\0"));
      const there = files.filter((file) => known.has(file));
      const input = there.map((file) => `${file}\0`).join("");
      await run(top, ["checkout-index", "-z", "--stdin", `--prefix=${tree}/`], { env, input });
    });
    return work(tree);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Writes all files of a commit into a folder, which is not a repository. `cwd` is anywhere in the repository, which may have to ask its
 * remote for the commit.
 * @throws GitRefused
 */
export async function writeCommit(cwd: string, commit: string, folder: string): Promise<void> {
  const top = await topOf(cwd);
  const isThere = (): Promise<string | undefined> => tried(top, "cat-file", "-e", `${commit}^{commit}`);
  if ((await isThere()) === undefined) {
    const remotes = await git(top, "remote");
    if (remotes.trim() !== "") await fetched(top, commit);
    if ((await isThere()) === undefined)
      throw new GitRefused(`no commit ${commit} is known here: push it, to where this clone fetches from`);
  }
  await withIndex(top, commit, (env) =>
    run(top, ["checkout-index", "--all", `--prefix=${folder}/`], { env }),
  );
}

/** Some servers give no single commit: then everything is fetched. */
async function fetched(top: string, commit: string): Promise<void> {
  if ((await tried(top, "fetch", "--quiet", "origin", commit)) !== undefined) return;
  await git(top, "fetch", "--quiet", "origin");
}

/** The commit that the branch of the remote is at now, or without a remote the branch here. @throws GitRefused */
export async function commitOfBranch(cwd: string, branch: string): Promise<string> {
  const hasOrigin = (await tried(cwd, "remote", "get-url", "origin")) !== undefined;
  const said = hasOrigin
    ? await git(cwd, "ls-remote", "--exit-code", "origin", `refs/heads/${branch}`)
    : await git(cwd, "rev-parse", "--verify", "--quiet", `refs/heads/${branch}`);
  return said.trim().split(/\s/)[0] ?? "";
}

/** What a commit must be before other machines can work from it. */
export interface Published {
  readonly commit: string;
  /** The folder's path in its repository; "" for the root. */
  readonly folder: string;
  /** Files of the folder that differ from the commit, or are not in git, as paths from the repository's root. */
  readonly unsaved: readonly string[];
  /** Whether a remote has it, as far as is known here; true if there is none. */
  readonly isPushed: boolean;
}

/** @throws GitRefused without git, outside a repository, and in one without a commit */
export async function publishedFrom(cwd: string): Promise<Published> {
  const folder = await folderIn(cwd);
  const commit = (await tried(cwd, "rev-parse", "--verify", "--quiet", "HEAD"))?.trim();
  if (!commit) throw new GitRefused("git has no commit here yet");
  const changed = await git(cwd, "status", "--porcelain", "--no-renames", "-z", "--untracked-files=all", ".");
  const isAlone = (await git(cwd, "remote")).trim() === "";
  const holders = isAlone ? "" : await git(cwd, "branch", "--remotes", "--contains", commit);
  return {
    commit,
    folder,
    unsaved: changed.split("\0").flatMap((line) => (line === "" ? [] : [line.slice(3)])),
    isPushed: isAlone || holders.trim() !== "",
  };
}

const topOf = async (cwd: string): Promise<string> =>
  (await git(cwd, "rev-parse", "--show-toplevel")).trimEnd();

/** The folder's path in its repository; "" for the root. */
const folderIn = async (cwd: string): Promise<string> =>
  (await git(cwd, "rev-parse", "--show-prefix")).replace(/\/?\n$/, "");

/** Does the work with an index of its own that has a commit's files: the user's is left alone. */
async function withIndex(
  top: string,
  commit: string,
  work: (env: Readonly<Record<string, string>>) => Promise<unknown>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mailzone-index-"));
  try {
    const env = { GIT_INDEX_FILE: join(folder, "index") };
    await run(top, ["read-tree", commit], { env });
    await work(env);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Origin {
  /** The folder's path in its repository; "" for the root. */
  readonly folder: string;
  /** Of the remote `origin`. */
  readonly url?: string;
  /** The branch that a clone gets. */
  readonly branch?: string;
}

/** @throws GitRefused without git, and outside a repository */
export async function originOf(cwd: string): Promise<Origin> {
  const folder = await folderIn(cwd);
  const url = (await tried(cwd, "remote", "get-url", "origin"))?.trim();
  const head = (await tried(cwd, "symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"))?.trim();
  const branch = head?.replace(/^refs\/remotes\/origin\//, "");
  return { folder, ...(url && { url }), ...(branch && { branch }) };
}

const git = (cwd: string, ...words: string[]): Promise<string> => run(cwd, words);

/** Undefined if git refuses. */
async function tried(cwd: string, ...words: string[]): Promise<string | undefined> {
  try {
    return await run(cwd, words);
  } catch (error) {
    if (error instanceof GitRefused) return undefined;
    throw error;
  }
}

interface Options {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** A fleet of 100,000 files has paths of some 10 MB. */
const MOST_OUTPUT = 1 << 28;

function run(cwd: string, words: readonly string[], { env, input }: Options = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: MOST_OUTPUT };
    const child = execFile("git", words, options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      const reason = error.code === "ENOENT" ? "git is not installed" : stderr.trim().split("\n")[0];
      reject(new GitRefused(reason || error.message, { cause: error }));
    });
    // git may end before it has read everything; its exit code says why
    child.stdin?.on("error", () => {});
    child.stdin?.end(input ?? "");
  });
}
