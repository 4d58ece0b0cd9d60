/** `zone --format bind`, checked by BIND itself. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@jest/globals";
import { needs } from "../needs.ts";
import { mailzone } from "./run.ts";

const { afterAll, test } = needs("named-checkzone");

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "mailzone-bind-"));
afterAll(() => rmSync(folder, { recursive: true }));

const HEAD =
  "@ 3600 IN SOA ns1.example.net. admin.example.net. 1 7200 900 1209600 300\n@ 3600 IN NS ns1.example.net.\n";

/** The zone files of one output: each begins with `$ORIGIN`. */
const files = (text: string): string[] => text.split(/^(?=\$ORIGIN )/m);

const sources = [
  ...readdirSync(join(root, "stacks")).flatMap((name) => (name.includes(".") ? [] : [`stacks/${name}`])),
  "test/fixtures/clean",
];

test.each(sources)(
  "every zone of %s passes named-checkzone after an SOA and NS are put before it",
  (source) => {
    const { code, stdout } = mailzone(["zone", source, "--format", "bind"], root);
    expect(code).toBe(0);
    const zones = files(stdout);
    expect(zones.length).toBeGreaterThan(0);
    for (const text of zones) {
      const origin = /^\$ORIGIN (\S+)\n/.exec(text)?.[1];
      expect(origin).toBeDefined();
      const file = join(folder, "zone");
      writeFileSync(file, text.replace("\n", `\n${HEAD}`));
      const checked = spawnSync("named-checkzone", ["-i", "local", origin as string, file], {
        encoding: "utf8",
      });
      expect({ origin, ...checked }).toMatchObject({ origin, status: 0 });
      expect(checked.stdout + checked.stderr).not.toMatch(/warning|error/i);
    }
  },
);
