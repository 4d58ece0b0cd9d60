/** The judge beside `mailzone diagnose` is installed once for every clone, with the Python on PATH. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { ensureCheckdmarc } from "../../tools/checkdmarc.mjs";
import { emptyFolder, script } from "./made-up.ts";

/** A `python3` whose environments have a `python` that runs `install`. */
function environment(install: string) {
  const folder = emptyFolder();
  const count = path.join(folder, "made");
  script(
    folder,
    "python3",
    `echo x >> ${count}; mkdir -p "$3/bin"; printf '#!/bin/sh\\n${install}\\n' > "$3/bin/python"; chmod +x "$3/bin/python"`,
  );
  const env = { PATH: `${folder}:/usr/bin:/bin`, MAILZONE_CACHE: path.join(emptyFolder(), "cache") };
  const made = () => (existsSync(count) ? readFileSync(count, "utf8").trim().split("\n").length : 0);
  return { env, made };
}

test("it is installed once, under a name that has the versions", async () => {
  const { env, made } = environment("exit 0");
  const python = await ensureCheckdmarc({ env });
  expect(path.relative(env.MAILZONE_CACHE, python)).toMatch(
    /^checkdmarc\/checkdmarc-\d+\.\d+\.\d+\+dnspython-\d+\.\d+\.\d+\/bin\/python$/,
  );
  expect(await ensureCheckdmarc({ env })).toBe(python);
  expect(made()).toBe(1);
});

test("an installation that fails says why, and is tried again", async () => {
  const { env, made } = environment("echo no such package >&2; exit 1");
  const attempt = () => ensureCheckdmarc({ env });
  await expect(attempt()).rejects.toThrow(/could not be installed .*:\nno such package$/);
  await expect(attempt()).rejects.toThrow();
  expect(made()).toBe(2);
});

test("without Python it says what is missing", async () => {
  const env = { PATH: emptyFolder(), MAILZONE_CACHE: emptyFolder() };
  await expect(ensureCheckdmarc({ env })).rejects.toThrow(/python3 and its module venv are needed/);
});
