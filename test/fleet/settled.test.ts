/** A shard is left out of a run only while nothing that the run would look at is another than in its last one. */
import { afterAll, beforeEach, expect, test } from "@jest/globals";
import { createsOf } from "../../src/fleet/creates.ts";
import { planMark } from "../../src/fleet/settled.ts";
import { FleetProject, parked } from "./project.ts";

const FILES = {
  "stacks/prod/fleet.yaml": "shards: {by: folder}\nconfig: {existing: ignore}\n",
  "stacks/prod/eu/a.yaml": parked("a.example.com"),
  "stacks/prod/us/b.yaml": parked("b.example.com"),
  "stacks/Pulumi.prod-eu.yaml": "config:\n  acme-mail:confirm: []\n",
  "index.js": 'export { default } from "mailzone/program";\n',
};

const projects: FleetProject[] = [];
let project: FleetProject;
beforeEach(() => {
  // what is in the project's own folder is read once
  project = new FleetProject(FILES);
  projects.push(project);
});
afterAll(() => {
  for (const one of projects) one.end();
});

const markOf = (name: string): string | undefined => {
  const { file, shards } = project.open();
  const shard = shards.find((one) => one.name === name);
  return shard && planMark(shard, file, project.root);
};

test.each<[string, Record<string, string>, boolean]>([
  ["nothing", {}, true],
  ["a comment", { "stacks/prod/eu/a.yaml": `# mail\n${parked("a.example.com")}` }, true],
  ["another shard's spec", { "stacks/prod/us/b.yaml": parked("c.example.com") }, true],
  [
    "how the engine keeps secrets",
    { "stacks/Pulumi.prod-eu.yaml": `${FILES["stacks/Pulumi.prod-eu.yaml"]}encryptionsalt: v1:x\n` },
    true,
  ],
  [
    "a record",
    {
      "stacks/prod/eu/a.yaml": `${parked("a.example.com")}records: [{name: w, type: A, value: 192.0.2.1}]\n`,
    },
    false,
  ],
  ["the TTL", { "stacks/prod/eu/a.yaml": `${parked("a.example.com")}ttl: 60\n` }, false],
  ["defaults above", { "stacks/prod/defaults.yaml": "ttl: 60\n" }, false],
  ["the stack's config", { "stacks/Pulumi.prod-eu.yaml": "config:\n  acme-mail:confirm: [x]\n" }, false],
  ["the fleet's config", { "stacks/prod/fleet.yaml": "shards: {by: folder}\n" }, false],
])("%s", (_, change, isSame) => {
  const before = markOf("eu");
  project.write(change);
  expect(markOf("eu") === before).toBe(isSame);
});

test.each([["index.js"], ["Pulumi.yaml"], ["package.json"]])("another %s", (file) => {
  const before = markOf("eu");
  project = new FleetProject({ ...FILES, [file]: "name: other\n" });
  projects.push(project);
  expect(markOf("eu")).not.toBe(before);
});

test("a first run goes without checkpoints unless it also makes a zone, or a Worker", () => {
  project.write({
    "stacks/prod/us/b.yaml": "domain: b.example.com\ndns: {cloud: cloudflare, create: true}\nmode: parked\n",
  });
  const creates = Object.fromEntries(
    project.open().shards.map((shard) => [shard.name, createsOf(shard)?.length]),
  );
  expect(creates).toEqual({ eu: 4, us: undefined });
  project.write({
    "stacks/prod/us/b.yaml":
      "domain: b.example.com\ndns: cloudflare\nmailbox: tencent-exmail\nmtaSts: {mode: testing, host: cloudflare-worker}\n",
  });
  const [us] = project.open().shards.filter(({ name }) => name === "us");
  expect(us && createsOf(us)).toBeUndefined();
});
