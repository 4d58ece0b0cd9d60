/** A secret reaches the engine over its standard input: no argument has it, and no key is overwritten. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { addSecret, removeSecret } from "../../src/engine/secret-config.ts";

const PEM = "-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----\n";
const NAME = "dkim:s1._domainkey.example.com";

let folder: string;
/** A `pulumi` whose config has what is in `config.json`, and that notes its arguments and its standard input. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-secret-"));
  const script = `#!/bin/sh
echo "$@" >> ${folder}/arguments
case "$*" in
  "config --json"*) cat ${folder}/config.json ;;
  "config set"*) cat > ${folder}/value ;;
esac
[ ! -e ${folder}/fails ] || { echo "error: no stack named 'prod' found" >&2; exit 255; }
`;
  for (const file of ["pulumi", "pulumi-language-nodejs"]) {
    writeFileSync(join(folder, file), script);
    chmodSync(join(folder, file), 0o755);
  }
  writeFileSync(join(folder, "config.json"), '{"mailzone:sandbox":{"value":"true"}}');
});
afterEach(() => rmSync(folder, { recursive: true }));

const options = () => ({ env: { MAILZONE_ENGINE_BIN: folder } });
const calls = (): string[] => readFileSync(join(folder, "arguments"), "utf8").trim().split("\n");
const END = "--non-interactive --color never";

test("the value is on the standard input, to the letter", async () => {
  await addSecret("prod", NAME, PEM, options());
  expect(readFileSync(join(folder, "value"), "utf8")).toBe(PEM);
  expect(calls()).toEqual([
    `config --json --stack prod ${END}`,
    `config set --stack prod --secret ${NAME} ${END}`,
  ]);
});

test("a key that the config has is refused, and nothing is set", async () => {
  writeFileSync(join(folder, "config.json"), JSON.stringify({ [NAME]: { secret: true } }));
  await expect(addSecret("prod", NAME, PEM, options())).rejects.toThrow(
    `the config of stack prod already has ${NAME}, as after a run that was broken off: if no mail server has that key, remove it with pulumi config rm --stack prod ${NAME}; or choose another selector`,
  );
  expect(calls()).toHaveLength(1);
});

test("what the engine says is passed on, without the value", async () => {
  writeFileSync(join(folder, "fails"), "");
  await expect(addSecret("prod", NAME, PEM, options())).rejects.toThrow("error: no stack named 'prod' found");
});

test("a secret is taken back by its name", async () => {
  await removeSecret("prod", NAME, options());
  expect(calls()).toEqual([`config rm --stack prod ${NAME} ${END}`]);
});
