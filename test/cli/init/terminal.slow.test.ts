/** `init` with a person at a terminal: what is asked makes the repository, and who leaves leaves nothing behind. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, jest } from "@jest/globals";
import { parse } from "yaml";
import { needs } from "../../needs.ts";
import { atTerminal, type Step } from "../at-terminal.ts";
import { mailzone } from "../run.ts";

jest.setTimeout(300_000);

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-init-terminal-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Every question with an answer, in order. */
const QUESTIONS: readonly Step[] = [
  ["Name of the Pulumi project", "acme-mail\r"],
  ["Name of the stack", "\r"],
  ["DNS hosted?", "cloudflare\r"],
  ["Where does the pipeline run?", "github\r"],
  ["Mail domain", "example.org\r"],
  ["mailboxes?", "netease-free\r"],
  ["Which other service", "\r"],
  ["fails DMARC?", "none\r"],
  ["DMARC reports", "\r"],
];

const { test } = needs("python3");

test("the answers make the repository, whose specs pass the check", () => {
  const { code, missed, seen } = atTerminal(["init", "acme"], folder, QUESTIONS);
  expect([code, missed]).toEqual([0, null]);
  expect(seen).toMatch(/12 files written in acme\.\n\nNext:\n {2}cd acme\n/);
  const text = (path: string): string => readFileSync(join(folder, "acme", path), "utf8");
  expect(parse(text("Pulumi.yaml"))).toMatchObject({ name: "acme-mail" });
  expect(parse(text("stacks/prod/example.org.yaml"))).toMatchObject({ mailbox: "netease-free" });
  expect(existsSync(join(folder, "acme/.github/workflows/mailzone.yml"))).toBe(true);
  expect(mailzone(["check"], join(folder, "acme")).code).toBe(0);
});

test("what options say is not asked for", () => {
  const { code, missed } = atTerminal(
    ["init", ".", "--project", "p", "--stack", "live", "--cloud", "aws", "--ci", "none"],
    folder,
    QUESTIONS.slice(4),
  );
  expect([code, missed]).toEqual([0, null]);
  expect(existsSync(join(folder, "stacks/live/example.org.yaml"))).toBe(true);
});

test.each([0, 1, 4, 8])("Ctrl-C at question %i writes nothing, and one line says so", (at) => {
  const [what = ""] = QUESTIONS[at] ?? [];
  const { code, missed, seen } = atTerminal(["init", "acme"], folder, [
    ...QUESTIONS.slice(0, at),
    [what, "\u0003"],
  ]);
  expect([code, missed]).toEqual([2, null]);
  expect(seen).toMatch(/\nmailzone: stopped; nothing was written\n$/);
  expect(seen.match(/^mailzone: /gm)).toHaveLength(1);
  // with the command that goes on, once there is an answer
  expect(/\n {2}\S*\/mailzone init acme --project acme-mail/.test(seen)).toBe(at > 0);
  expect(readdirSync(folder)).toEqual([]);
});
