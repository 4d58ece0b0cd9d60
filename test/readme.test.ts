/** The finding that README.md shows is what mailzone prints. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { loadPaths } from "../src/pipeline.ts";
import { plain, printFindings } from "../src/report/text.ts";

const SPEC = `domain: example.net
dns: cloudflare
mailbox: huawei-enterprise-mail
records:
  - {name: mail, type: A, value: 192.0.2.7}
`;

test("the section A finding has the real message, lines and columns, with the preset where npm puts it", () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");
  const [, file = "", shown] =
    /^## A finding\n[\s\S]*?^```\n\$ npx mailzone check (\S+)\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  const home = mkdtempSync(join(tmpdir(), "mailzone-readme-"));
  mkdirSync(join(home, dirname(file)), { recursive: true });
  writeFileSync(join(home, file), SPEC);
  const { findings, lines } = loadPaths([file], home);
  rmSync(home, { recursive: true });
  const one = findings.filter(({ code }) => code === "cname-exclusive");
  const printed = printFindings(one, plain, lines)
    .replace(/^──.*\n\n/, "")
    .replace(/^( *)\S*\/providers\//gm, "$1node_modules/mailzone/dist/providers/");
  expect(shown?.trim()).toBe(printed.trim());
});
