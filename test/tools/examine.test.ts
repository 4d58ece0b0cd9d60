/** What the doctor says of made-up machines, and that whatever is wrong comes with its fix. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { printExamined } from "../../tools/doctor.mjs";
import { examine } from "../../tools/examine.mjs";
import { emptyFolder, engineFolder, script } from "./made-up.ts";

/** A made-up machine: nothing but what `tools` names is on PATH; npm answers as `npm` says. */
async function machine({
  npm,
  tools = {},
  engine,
  lock = JSON.stringify({ packages: {} }),
  job,
}: {
  npm?: string;
  tools?: Record<string, string>;
  engine?: string;
  /** Of a clone; undefined in an installed package. */
  lock?: string | null;
  job?: string;
}) {
  const bin = emptyFolder();
  if (npm !== undefined) {
    script(bin, "npm", npm);
  }
  for (const [name, body] of Object.entries(tools)) {
    script(bin, name, body);
  }
  if (engine !== undefined) {
    engineFolder(bin, engine);
  }
  const folder = emptyFolder();
  if (lock !== null) {
    writeFileSync(path.join(folder, "package-lock.json"), lock);
  }
  const env = { PATH: bin, MAILZONE_CACHE: path.join(folder, "cache") };
  const examined = await examine({ env, folder, ...(job === undefined ? {} : { job }) });
  return new Map(examined.map((one) => [one.name, one] as const));
}

const NPM = 'case "$1" in --version) echo 11.0.0;; config) echo false;; view) exit 0;; esac';

test("a machine with npm and Go can run the main job; what npm start brings is only noted", async () => {
  const found = await machine({ npm: NPM, tools: { go: "echo go1.26.1", node: "echo v20.1.0" } });
  expect([...found.values()].filter(({ ok }) => ok === false)).toEqual([]);
  expect(found.get("dependencies")?.ok).toBe("optional");
  expect(found.get("Pulumi engine")?.ok).toBe("optional");
  expect(found.get("go")).toMatchObject({ ok: true, found: "1.26.1" });
});

test("without Go and without an engine there is no way to an engine", async () => {
  const found = await machine({ npm: NPM });
  expect(found.get("Pulumi engine")).toMatchObject({ ok: false, found: "not found" });
  expect(found.get("Pulumi engine")?.fix).toContain("install Go 1.25.0 or newer");
});

test("with an engine on PATH Go is not needed", async () => {
  const found = await machine({ npm: NPM, engine: "3.260.0" });
  expect(found.get("Pulumi engine")).toMatchObject({ ok: true, found: "3.260.0, from PATH" });
  expect(found.get("language host")?.ok).toBe(true);
  expect(found.get("go")).toMatchObject({ ok: "optional", fix: "not needed: an engine is installed" });
});

test("an engine that is too old is named", async () => {
  const found = await machine({ npm: NPM, engine: "3.100.0", tools: { go: "echo go1.26.1" } });
  expect(found.get("Pulumi engine")?.found).toMatch(/pulumi is 3\.100\.0, older than 3\.250\.0$/);
});

test("disabled install scripts come with the command that runs the one needed", async () => {
  const found = await machine({ npm: NPM.replace("echo false", "echo true") });
  expect(found.get("npm install scripts")?.fix).toContain("npm rebuild node --ignore-scripts=false");
});

test("a registry that does not answer is in the way while something is missing", async () => {
  const found = await machine({ npm: NPM.replace("exit 0", "exit 1") });
  expect(found.get("package registry")?.ok).toBe(false);
});

test("the machine's Node is the one a shell would run, and has to start the tools", async () => {
  expect((await machine({ npm: NPM, tools: { node: "echo v20.1.0" } })).get("this machine's node")?.ok).toBe(
    true,
  );
  expect(
    (await machine({ npm: NPM, tools: { node: "echo v18.1.0" } })).get("this machine's node"),
  ).toMatchObject({
    ok: false,
    found: "v18.1.0",
  });
});

test("a Node too old for a bare pulumi up is noted with the fix", async () => {
  const found = await machine({ npm: NPM, tools: { node: "echo v20.20.2" } });
  expect(found.get("node for a bare pulumi up")).toMatchObject({
    ok: "optional",
    found: "v20.20.2",
    fix: 'put the project\'s node first on PATH: PATH="$PWD/node_modules/.bin:$PATH"',
  });
});

test("an installed mailzone has nothing of a clone's, needs a Node that runs it, and names its own command", async () => {
  const installed = { lock: null, job: "npx mailzone sandbox try" };
  const found = await machine({
    ...installed,
    npm: NPM,
    tools: { node: "echo v20.1.0", go: "echo go1.26.1" },
  });
  expect([...found.keys()]).toEqual([
    "this machine's node",
    "npm",
    "Pulumi engine",
    "go",
    "cache folder",
    "package registry",
  ]);
  expect(found.get("this machine's node")?.fix).toMatch(/22\.18\.0 or newer/);
  expect(found.get("Pulumi engine")?.fix).toMatch(/^npx mailzone sandbox try installs it once/);
  const table = printExamined([...found.values()], installed.job);
  expect(table).not.toContain("npm start");
  expect(table).toMatch(/\nnpx mailzone sandbox try cannot run yet: this machine's node\.$/);
});

test("whatever is not all right has a fix", async () => {
  for (const one of (await machine({})).values()) {
    expect([one.name, one.ok === true || one.fix !== undefined]).toEqual([one.name, true]);
  }
});

test("the table names what is missing, and its fix below it", () => {
  const table = printExamined([
    { name: "a", ok: true, found: "1.0", where: "/a" },
    { name: "bc", ok: false, found: "not found", fix: "get one" },
  ]);
  expect(table.split("\n")).toEqual([
    "ok      a   1.0  (/a)",
    "MISSING bc  not found",
    "            fix: get one",
    "npm start cannot run yet: bc.",
  ]);
});
