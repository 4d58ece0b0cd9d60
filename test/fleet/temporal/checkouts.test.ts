/** A worker has the fleet as a commit has it, whatever its own working tree says. */
import { execFileSync } from "node:child_process";
import { readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { GitRefused } from "../../../src/fleet/git.ts";
import { Checkouts, NoFleet } from "../../../src/fleet/temporal/checkouts.ts";
import { FleetProject, parked } from "../project.ts";

let project: FleetProject;
beforeEach(() => {
  project = new FleetProject({
    ".gitignore": ".mailzone\n",
    "stacks/prod/fleet.yaml": "shards: {by: folder}\n",
    "stacks/prod/eu/a.yaml": parked("a.example.com"),
  });
  git("init", "--quiet");
});
afterEach(() => project.end());

function git(...words: string[]): string {
  const who = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
  return execFileSync("git", [...who, ...words], { cwd: project.root, encoding: "utf8" }).trim();
}

function commit(files: Readonly<Record<string, string>> = {}): string {
  project.write(files);
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", "--message=x");
  return git("rev-parse", "HEAD");
}

const copies = (): readonly string[] => readdirSync(join(project.root, ".mailzone/worker"));

test("two commits, the working tree being another thing", async () => {
  const first = commit();
  const second = commit({ "stacks/prod/us/b.yaml": parked("b.example.com") });
  project.remove("stacks/prod/eu/a.yaml");
  const checkouts = new Checkouts(project.root);
  const names = async (at: string): Promise<readonly string[]> =>
    (await checkouts.open(at, "", "prod")).fleet.shards.map(({ name }) => name);
  expect(await Promise.all([names(second), names(first), names(second)])).toEqual([
    ["eu", "us"],
    ["eu"],
    ["eu", "us"],
  ]);
  expect([...copies()].sort()).toEqual([first, second].sort());
  const { root, fleet } = await checkouts.open(first, "", "prod");
  expect([root, fleet.loaded.domains[0]?.spec.place.file]).toEqual([
    join(project.root, ".mailzone/worker", first),
    "stacks/prod/eu/a.yaml",
  ]);
});

test("a copy that nobody has used for a day goes", async () => {
  const [old, fresh] = [commit(), commit()];
  const open = (at: string) => new Checkouts(project.root).open(at, "", "prod");
  await open(old);
  const before = new Date(Date.now() - 25 * 60 * 60 * 1000);
  utimesSync(join(project.root, ".mailzone/worker", old), before, before);
  await open(fresh);
  expect(copies()).toEqual([fresh]);
});

test("a commit without the fleet, and no commit at all", async () => {
  const checkouts = new Checkouts(project.root);
  const at = commit();
  await expect(checkouts.open(at, "", "other")).rejects.toThrow(
    new NoFleet(`the commit ${at} has no fleet other`),
  );
  await expect(checkouts.open("0".repeat(40), "", "prod")).rejects.toThrow(GitRefused);
});
