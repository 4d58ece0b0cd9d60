/** `mailzone providers add`: a preset from a Domain Connect template, and templates in the other commands. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { mailzoneHere } from "./captured.ts";

const TEMPLATES = join(import.meta.dirname, "../preset/fixtures/domain-connect");
const folder = mkdtempSync(join(tmpdir(), "mailzone-add-"));
afterAll(() => rmSync(folder, { recursive: true }));
for (const name of ["mail", "once", "malformed", "web"]) {
  copyFileSync(join(TEMPLATES, `${name}.json`), join(folder, `${name}.json`));
}

test("it prints the preset, and beside it where that goes", async () => {
  const { code, stdout, stderr } = await mailzoneHere(["providers", "add", "mail.json"], folder);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(/providers\/mail-example-net-mail\.yaml/),
  });
  expect(stdout).toMatch(
    /^# yaml-language-server: .*\n# From the template mail\.json\. Please review:\n# - title/,
  );
  expect(stdout).toMatch(/\n# - names of parameters: %dkimSelector% is dkim_selector, /);
  expect(stdout).toMatch(/\nid: mail-example-net-mail\ntitle: Example Mail for teams\n/);
});

test("--output writes a new file, --id names it; a file that is there stays", async () => {
  const args = ["providers", "add", "once.json", "--id", "once", "--output", "once.yaml"];
  expect(await mailzoneHere(args, folder)).toMatchObject({ code: 0, stdout: "" });
  expect(readFileSync(join(folder, "once.yaml"), "utf8")).toMatch(/\nid: once\n/);
  expect(await mailzoneHere(args, folder)).toMatchObject({
    code: 2,
    stderr: "mailzone: once.yaml already exists\n",
  });
});

const REFUSED: readonly (readonly [string, readonly string[], number, RegExp])[] = [
  ["a missing file", ["nope.json"], 2, /^mailzone: nope\.json does not exist\n$/],
  ["a folder", ["."], 2, /^mailzone: \. is a folder: name the files in it\n$/],
  ["an id that is taken", ["mail.json", "--id", "sendgrid"], 2, /the preset sendgrid already exists/],
  ["an id that is none", ["mail.json", "--id", "A b"], 2, /is not a preset id/],
  [
    "a malformed template, told whole",
    ["malformed.json"],
    1,
    /7:76: error spec-value[\s\S]*14:5: error spec-missing/,
  ],
  ["a template with a record that cannot be published", ["web.json"], 1, /12:43: error template-record/],
];
test.each(REFUSED)("it refuses %s", async (_, args, code, stderr) => {
  expect(await mailzoneHere(["providers", "add", ...args], folder)).toEqual({
    code,
    stdout: "",
    stderr: expect.stringMatching(stderr),
  });
});

test("check, zone and plan take templates", async () => {
  writeFileSync(
    join(folder, "x.yaml"),
    "domain: example.com\ndns: cloudflare\nsenders: [{template: once.json, with: {token: a}}]\n",
  );
  expect((await mailzoneHere(["check", "x.yaml"], folder)).code).toBe(0);
  expect((await mailzoneHere(["zone", "x.yaml", "--format", "json"], folder)).stdout).toMatch(/"proof=a/);
  expect((await mailzoneHere(["plan", "x.yaml"], folder)).stdout).toMatch(/proof=a/);
});
