/** --changed-since: a change touches exactly the domains of the specs to which it applies, as git tells it. */
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Change, changeSince, type Touched } from "../../src/fleet/changed-since.ts";
import { GitRefused } from "../../src/fleet/git.ts";
import { FleetProject, parked } from "./project.ts";

const LOCK = (version: string): string =>
  `${JSON.stringify({ packages: { "node_modules/mailzone": { version }, "node_modules/yaml": { version: "2.0.0" } } }, undefined, 2)}\n`;
const FILES = {
  "stacks/prod/fleet.yaml": "shards: {by: folder}\n",
  "stacks/prod/defaults.yaml": "ttl: 3600\n",
  "stacks/prod/eu/defaults.yaml": "spf: {all: fail}\n",
  "stacks/prod/eu/a.yaml": parked("a.example.com"),
  "stacks/prod/eu/b.yaml": parked("b.example.com"),
  "stacks/prod/us/c.yaml": parked("c.example.com"),
  "stacks/prod/us/two.yaml": "domains: [d.example.com, e.example.com]\ndns: cloudflare\nmode: parked\n",
  "package-lock.json": LOCK("1.0.0"),
  "README.md": "x\n",
};
const ALL = ["a", "b", "c", "d", "e"];

let project: FleetProject;
beforeEach(() => {
  project = new FleetProject(FILES);
  git("init", "--quiet", "--initial-branch", "main");
  commit();
  git("checkout", "--quiet", "-b", "topic");
});
afterEach(() => project.end());

function git(...words: string[]): void {
  const who = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
  execFileSync("git", [...who, ...words], { cwd: project.root });
}

function commit(): void {
  git("add", "--all");
  git("commit", "--quiet", "--message", "x", "--allow-empty");
}

const touchedBy = (change: Change, of: FleetProject): Touched => change.touches(of.open().loaded.domains);

async function touched(ref = "main"): Promise<{ domains: string[]; stacks: string[] }> {
  const change = await changeSince(ref, project.file(), project.root);
  const { domains, stacks } = touchedBy(change, project);
  const short = [...domains].map((domain) => domain.replace(".example.com", ""));
  return { domains: short.sort(), stacks: [...stacks].sort() };
}

const move = (from: string, to: string): void => {
  mkdirSync(join(project.root, to, ".."), { recursive: true });
  renameSync(join(project.root, from), join(project.root, to));
};

const CASES: readonly (readonly [string, () => void, readonly string[], readonly string[]])[] = [
  ["nothing", () => {}, [], []],
  ["a file that is no spec's", () => project.write({ "README.md": "y\n" }), [], []],
  [
    "one spec",
    () => project.write({ "stacks/prod/eu/a.yaml": parked("a.example.com", "route53") }),
    ["a"],
    ["prod-eu"],
  ],
  [
    "a spec of several domains",
    () =>
      project.write({
        "stacks/prod/us/two.yaml": "domains: [d.example.com, e.example.com]\ndns: route53\nmode: parked\n",
      }),
    ["d", "e"],
    ["prod-us"],
  ],
  [
    "a new spec",
    () => project.write({ "stacks/prod/us/n.yaml": parked("n.example.com") }),
    ["n"],
    ["prod-us"],
  ],
  [
    "a shard's defaults",
    () => project.write({ "stacks/prod/eu/defaults.yaml": "spf: {all: softfail}\n" }),
    ["a", "b"],
    ["prod-eu"],
  ],
  ["defaults that are gone", () => project.remove("stacks/prod/eu/defaults.yaml"), ["a", "b"], ["prod-eu"]],
  [
    "the fleet's defaults",
    () => project.write({ "stacks/prod/defaults.yaml": "ttl: 7200\n" }),
    ALL,
    ["prod-eu", "prod-us"],
  ],
  ["a spec that is gone", () => project.remove("stacks/prod/eu/a.yaml"), ["a"], ["prod-eu"]],
  [
    "a spec that is not readable now",
    () => project.write({ "stacks/prod/eu/a.yaml": "domain: [\n" }),
    ["a"],
    ["prod-eu"],
  ],
  [
    "a file that was renamed",
    () => move("stacks/prod/eu/a.yaml", "stacks/prod/eu/z.yaml"),
    ["a"],
    ["prod-eu"],
  ],
  [
    "a file that was moved to another shard",
    () => move("stacks/prod/eu/a.yaml", "stacks/prod/us/a.yaml"),
    ["a"],
    ["prod-eu", "prod-us"],
  ],
  [
    "a domain that got another name",
    () => project.write({ "stacks/prod/eu/a.yaml": parked("new.example.com") }),
    ["a", "new"],
    ["prod-eu"],
  ],
  [
    "another rule",
    () => project.write({ "stacks/prod/fleet.yaml": "shards: {by: account}\n" }),
    ALL,
    ["prod-cloudflare", "prod-eu", "prod-us"],
  ],
  [
    "fleet.yaml, but neither rule nor config",
    () =>
      project.write({
        "stacks/prod/fleet.yaml": "shards: {by: folder}\nlimits: {cloudflare: {default: {shards: 2}}}\n",
      }),
    [],
    [],
  ],
  [
    "the config of one shard",
    () =>
      project.write({
        "stacks/prod/fleet.yaml": "shards: {by: folder}\nshardConfig: {us: {existing: ignore}}\n",
      }),
    ["c", "d", "e"],
    ["prod-us"],
  ],
  [
    "a stack's own config",
    () => project.write({ "stacks/Pulumi.prod-us.yaml": "config: {}\n" }),
    ["c", "d", "e"],
    ["prod-us"],
  ],
  [
    "another version of mailzone",
    () => project.write({ "package-lock.json": LOCK("1.1.0") }),
    ALL,
    ["prod-eu", "prod-us"],
  ],
  [
    "another version of something else",
    () => project.write({ "package-lock.json": LOCK("1.0.0").replace("2.0.0", "2.0.1") }),
    [],
    [],
  ],
];

describe.each([
  ["in commits", commit],
  ["in the working tree", () => {}],
])("%s", (_, afterwards) => {
  test.each(CASES)("%s", async (__, change, domains, stacks) => {
    change();
    afterwards();
    expect(await touched()).toEqual({ domains, stacks });
  });
});

describe("a preset of one's own", () => {
  const preset = (host: string): string => `id: acme-mail
name: Acme Mail
kind: mailbox
status: current
confidence: high
sources: [{kind: own, ref: the contract}]
records:
  - {group: mx, need: required, name: "@", type: MX, preference: 10, target: ${host}}
`;
  const uses = "domain: p.example.com\ndns: cloudflare\nmailbox: acme-mail\n";

  test("touches those that use it, also once it is gone", async () => {
    project.write({ "providers/acme-mail.yaml": preset("mx1.acme.example."), "stacks/prod/eu/p.yaml": uses });
    git("checkout", "--quiet", "main");
    commit();
    project.write({ "providers/acme-mail.yaml": preset("mx2.acme.example.") });
    expect((await touched("HEAD")).domains).toEqual(["p"]);
    project.remove("providers/acme-mail.yaml");
    expect((await touched("HEAD")).domains).toEqual(["p"]);
  });
});

test("a certificate touches the domains whose hosts have it, also once it is gone", async () => {
  const dane = "dane: {hosts: {mail: {certificates: [../../../certificates/mail.pem]}}}\n";
  project.write({ "certificates/mail.pem": "x\n", "stacks/prod/eu/p.yaml": parked("p.example.com") + dane });
  git("checkout", "--quiet", "main");
  commit();
  project.write({ "certificates/mail.pem": "y\n" });
  expect((await touched("HEAD")).domains).toEqual(["p"]);
  project.remove("certificates/mail.pem");
  expect((await touched("HEAD")).domains).toEqual(["p"]);
});

test("what main got meanwhile is not this branch's change", async () => {
  project.write({ "stacks/prod/eu/a.yaml": parked("a.example.com", "route53") });
  commit();
  git("checkout", "--quiet", "main");
  project.write({ "stacks/prod/us/c.yaml": parked("c.example.com", "route53") });
  commit();
  git("checkout", "--quiet", "topic");
  expect((await touched()).domains).toEqual(["a"]);
});

test("a project below the repository's root", async () => {
  const inner = new FleetProject();
  const root = join(project.root, "dns");
  for (const [file, text] of Object.entries(FILES)) project.write({ [`dns/${file}`]: text });
  commit();
  project.write({
    "dns/stacks/prod/eu/a.yaml": parked("a.example.com", "route53"),
    "stacks/prod/us/c.yaml": parked("x.example.com"),
  });
  const own = Object.assign(Object.create(FleetProject.prototype), { root }) as FleetProject;
  const { domains } = touchedBy(await changeSince("HEAD", own.file(), root), own);
  inner.end();
  expect([...domains]).toEqual(["a.example.com"]);
});

describe("git cannot say", () => {
  test.each([
    ["a ref that does not exist", "nope", /^git knows no commit "nope" here: .*fetch-depth: 0/],
    ["words that would be an option", "--output=/tmp/x", /^git knows no commit/],
  ])("%s", async (_, ref, message) => {
    await expect(touched(ref)).rejects.toThrow(message);
    await expect(touched(ref)).rejects.toBeInstanceOf(GitRefused);
  });

  test("no repository", async () => {
    const bare = new FleetProject(FILES);
    await expect(changeSince("main", bare.file(), bare.root)).rejects.toThrow(/not a git repository/);
    bare.end();
  });

  test("two histories without a common commit", async () => {
    git("checkout", "--quiet", "--orphan", "other");
    // the same tree in the same second would be the same commit
    project.write({ "README.md": "y\n" });
    commit();
    await expect(touched()).rejects.toThrow(/have in common/);
  });
});
