/** What other machines can have of a repository: commits, fetched when they are not there yet. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { commitOfBranch, GitRefused, publishedFrom, writeCommit } from "../../src/fleet/git.ts";
import { FleetProject, parked } from "./project.ts";

let origin: FleetProject;
let clones: string;
beforeEach(() => {
  origin = new FleetProject({ "mail/stacks/prod/a.yaml": parked("a.example.com") });
  clones = mkdtempSync(join(tmpdir(), "mailzone-clones-"));
  git(origin.root, "init", "--quiet", "--initial-branch=main");
  save(origin.root);
});
afterEach(() => {
  origin.end();
  rmSync(clones, { recursive: true, force: true });
});

function git(cwd: string, ...words: string[]): string {
  const who = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
  return execFileSync("git", [...who, ...words], { cwd, encoding: "utf8", stdio: "pipe" }).trim();
}

/** The commit. */
function save(root: string): string {
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message=x");
  return git(root, "rev-parse", "HEAD");
}

function clone(): string {
  const folder = join(clones, "clone");
  git(clones, "clone", "--quiet", origin.root, folder);
  return folder;
}

describe("writeCommit", () => {
  const text = (folder: string): string => readFileSync(join(folder, "mail/stacks/prod/a.yaml"), "utf8");

  test("writes the files of the commit, not those of the working tree, and leaves the index alone", async () => {
    const commit = git(origin.root, "rev-parse", "HEAD");
    origin.write({ "mail/stacks/prod/a.yaml": parked("b.example.com"), fresh: "" });
    git(origin.root, "add", "--all");
    const before = git(origin.root, "status", "--porcelain");
    await writeCommit(join(origin.root, "mail"), commit, join(clones, "copy"));
    expect(text(join(clones, "copy"))).toBe(parked("a.example.com"));
    expect(git(origin.root, "status", "--porcelain")).toBe(before);
  });

  test("fetches a commit that came after the clone", async () => {
    const folder = clone();
    origin.write({ "mail/stacks/prod/a.yaml": parked("later.example.com") });
    await writeCommit(folder, save(origin.root), join(clones, "copy"));
    expect(text(join(clones, "copy"))).toBe(parked("later.example.com"));
  });

  test("refuses one that nobody has", async () => {
    const folder = clone();
    const commit = "0".repeat(40);
    await expect(writeCommit(folder, commit, join(clones, "copy"))).rejects.toThrow(
      new GitRefused(`no commit ${commit} is known here: push it, to where this clone fetches from`),
    );
  });
});

describe("publishedFrom", () => {
  test("a clone without changes, in a folder of the repository", async () => {
    const folder = clone();
    expect(await publishedFrom(join(folder, "mail"))).toEqual({
      commit: git(origin.root, "rev-parse", "HEAD"),
      folder: "mail",
      unsaved: [],
      isPushed: true,
    });
  });

  test("what is in no commit is named; of other folders nothing", async () => {
    origin.write({
      "mail/stacks/prod/a.yaml": parked("b.example.com"),
      "mail/stacks/prod/neü.yaml": parked("c.example.com"),
      "other.txt": "",
    });
    const { unsaved } = await publishedFrom(join(origin.root, "mail"));
    expect(unsaved).toEqual(["mail/stacks/prod/a.yaml", "mail/stacks/prod/neü.yaml"]);
  });

  test("a commit that no remote has; a repository without a remote is all that there is", async () => {
    const folder = clone();
    git(folder, "commit", "--quiet", "--allow-empty", "--message=y");
    expect((await publishedFrom(folder)).isPushed).toBe(false);
    expect((await publishedFrom(origin.root)).isPushed).toBe(true);
  });

  test("without a commit there is nothing", async () => {
    git(clones, "init", "--quiet");
    await expect(publishedFrom(clones)).rejects.toThrow(new GitRefused("git has no commit here yet"));
  });
});

test("commitOfBranch is the remote's, or without a remote the branch here", async () => {
  const folder = clone();
  origin.write({ more: "" });
  const commit = save(origin.root);
  expect(await commitOfBranch(folder, "main")).toBe(commit);
  expect(await commitOfBranch(origin.root, "main")).toBe(commit);
  await expect(commitOfBranch(folder, "nowhere")).rejects.toThrow(GitRefused);
});
