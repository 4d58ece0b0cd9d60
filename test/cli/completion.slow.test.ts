/** The scripts of `mailzone completion`, in the shells that they are for. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { allOf, commandsOf } from "../../src/cli/completion/commands-of.ts";
import { COMPLETED_BY } from "../../src/cli/completion/completed-by.ts";
import { makeProgram } from "../../src/cli/program.ts";
import { needs } from "../needs.ts";
import { onTerminal, type Step } from "./at-terminal.ts";
import { mailzone } from "./run.ts";

jest.setTimeout(240_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-completion-"));
  for (const shell of ["bash", "zsh", "fish"]) {
    writeFileSync(join(folder, `script.${shell}`), mailzone(["completion", shell]).stdout);
  }
  for (const path of ["stacks/eu", "stacks/prod", "stacks/.hidden", "stacks/$(touch oops)", "providers"]) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  for (const file of ["stacks/Pulumi.prod.yaml", "stacks/Pulumi.us;ls.yaml", "stacks/Pulumi.test.yaml"]) {
    writeFileSync(join(folder, file), "");
  }
  for (const id of ["our-relay", "our relay", "`touch oops`"]) {
    writeFileSync(join(folder, `providers/${id}.yaml`), "");
  }
  writeFileSync(join(folder, "zone file.zone"), "");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CHECK_FLAGS = ["--domain", "--explain", "--format", "--help", "--zone-file", "-h"];

/** What completes the last of the words; only those that are named, where the list is long. */
const cases: [title: string, words: string[], wanted: string[], among: "all" | "some"][] = [
  ["commands", [""], ["check", "plan", "new", "sandbox", "completion", "help"], "some"],
  ["the beginning of a command", ["pl"], ["plan"], "all"],
  ["commands below a command", ["sandbox", "st"], ["start", "status", "stop"], "all"],
  ["commands to be helped with", ["help", "ver"], ["verify"], "all"],
  ["options", ["check", "-"], CHECK_FLAGS, "some"],
  ["options, none but those of the command", ["sandbox", "stop", "-"], ["--help", "-h"], "all"],
  ["options after arguments", ["check", "stacks", "--fo"], ["--format"], "all"],
  ["options below a command", ["providers", "add", "--"], ["--help", "--id", "--output"], "all"],
  ["choices", ["plan", "--format", ""], ["json", "markdown", "text"], "all"],
  ["choices, begun", ["providers", "--kind", "s"], ["selfhosted", "sender"], "all"],
  ["choices of an argument", ["completion", ""], ["bash", "fish", "zsh"], "all"],
  ["clouds", ["new", "example.com", "--dns", ""], ["alidns", "cloudflare", "route53"], "all"],
  ["codes", ["check", "--explain", "spf-lookups-s"], ["spf-lookups-static"], "all"],
  ["providers", ["new", "--mailbox", "tencent-e"], ["tencent-exmail", "tencent-exmail-overseas"], "all"],
  ["providers of one's own, if their names are ids", ["new", "--sender", "our"], ["our-relay"], "all"],
  ["providers beside commands", ["providers", "li"], ["lint"], "some"],
  ["providers as an argument", ["providers", "sendg"], ["sendgrid", "sendgrid-manual"], "all"],
  ["stacks, if their names are harmless", ["plan", "--stack", ""], ["eu", "prod", "test"], "all"],
  ["stacks as an argument", ["adopt", "p"], ["prod"], "all"],
  ["stacks after an option with a value", ["adopt", "--file", "x", "p"], ["prod"], "all"],
  ["files", ["check", "zone"], ["zone file.zone"], "all"],
  ["files again", ["check", "stacks", "zone"], ["zone file.zone"], "all"],
  ["nothing where only the user knows", ["verify", "--resolver", "zone"], [], "all"],
];

test("every argument and every value of an option has been thought of: src/cli/completion/completed-by.ts", () => {
  const names = allOf(commandsOf(makeProgram())).flatMap(({ flags, positions }) => [
    ...flags.flatMap(({ value }) =>
      value === undefined || typeof value.by === "object" ? [] : [value.name],
    ),
    ...positions.flatMap(({ name, by }) => (typeof by === "object" ? [] : [name])),
  ]);
  expect(names.filter((name) => !Object.hasOwn(COMPLETED_BY, name))).toEqual([]);
});

/** Runs a script of a shell with some words; its lines. */
function lines(command: string, args: readonly string[]): string[] {
  const { stdout, stderr, error } = spawnSync(command, args, { cwd: folder, encoding: "utf8" });
  expect([error, stderr]).toEqual([undefined, ""]);
  return stdout.split("\n").filter(Boolean);
}

function expectThat(found: readonly string[], wanted: readonly string[], among: "all" | "some"): void {
  if (among === "all") expect(found.toSorted()).toEqual(wanted.toSorted());
  else expect(found).toEqual(expect.arrayContaining([...wanted]));
}

/** What --help has users of npx define in place of the command. */
const FUNCTION = 'mailzone() { npx mailzone "$@"; }';
const FISH_FUNCTION = "function mailzone; npx mailzone $argv; end";

test("--help says how it works where only npx finds mailzone", () => {
  const { stdout } = mailzone(["completion", "--help"]);
  for (const line of [FUNCTION, FISH_FUNCTION, "npx mailzone completion SHELL > FILE"])
    expect(stdout).toContain(line);
});

needs("bash").describe("bash", () => {
  const ASK = [
    "source ./script.bash",
    'COMP_WORDS=(mailzone "$@") COMP_CWORD=$#',
    "_mailzone",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: bash's own
    'printf "%s\\n" "${COMPREPLY[@]}"',
  ].join("\n");
  const completed = (words: readonly string[]): string[] =>
    lines("bash", ["--norc", "-c", ASK, "bash", ...words]);

  test.each(cases)("completes %s", (_, words, wanted, among) => {
    expectThat(completed(words), wanted, among);
  });

  test.each([
    ["before the value", ["plan", "--format", "="], ["json", "markdown", "text"]],
    ["in the value", ["plan", "--format", "=", "j"], ["json"]],
    ["after the value", ["plan", "--format", "=", "json", "--st"], ["--stack"]],
  ])("knows an equals sign, which bash takes for a word: %s", (_, words, wanted) => {
    expect(completed(words).toSorted()).toEqual(wanted);
  });

  needs("python3").test.each([
    ["of the command", ""],
    ["of the function that stands for it", `${FUNCTION}; `],
  ])("on a terminal: %s", (_, first) => {
    const { seen } = onTerminal(["bash", "--norc", "-i"], folder, [
      ["", `${first}source ./script.bash; echo loa''ded\r`],
      ["loaded\n", "mailzone check zone\t\u0001echo \u0005\r"],
      ["mailzone check zone file.zone\n", "exit\r"],
    ]);
    expect(seen).toContain("mailzone check zone\\ file.zone");
  });
});

needs("fish").describe("fish", () => {
  test.each(cases)("completes %s", (_, words, wanted, among) => {
    const line = ["mailzone", ...words].join(" ");
    const script = `${FISH_FUNCTION}; source script.fish; complete -C ${JSON.stringify(line)}`;
    const found = lines("fish", ["--no-config", "-c", script]).map((one) => one.split("\t")[0] ?? "");
    expectThat(
      found.map((one) => one.replace(/\\ /g, " ")),
      wanted,
      among,
    );
  });
});

needs("zsh", "python3").describe("zsh", () => {
  /** As zsh writes it once it reads keys. */
  const PROMPT = "\r\r> ";
  // one session for all, whose lines are shown by echo once Tab has completed them
  const single = cases.filter(([, , wanted, among]) => wanted.length === 1 && among === "all");
  let shown: string[];
  beforeAll(() => {
    const { seen, missed } = onTerminal(["zsh", "-f", "-i"], folder, [
      // npm sets EDITOR to vi, from which zsh takes vi's keys
      [
        "",
        `bindkey -e; PS1='> '; ${FUNCTION}; autoload -U compinit; compinit -u -d dump; source ./script.zsh; echo loa''ded\r`,
      ],
      // what is typed before the prompt may be lost; what echo prints differs from what was typed
      ...single.map(
        ([, words], i): Step => [PROMPT, `mailzone ${words.join(" ")}\t\u0001echo \u0005:''${i}\r`],
      ),
      [PROMPT, "exit\r"],
    ]);
    expect(missed).toBeNull();
    shown = [...seen.matchAll(/\nmailzone (.*?) ?:\d+\n/g)].map(([, line]) => line ?? "");
  });

  test.each(single.map((one, i) => [...one, i] as const))("completes %s", (_, words, [wanted], __, i) => {
    expect(shown[i]).toBe([...words.slice(0, -1), wanted].join(" "));
  });
});

test("no name of a file was run", () => {
  expect(spawnSync("ls", { cwd: folder, encoding: "utf8" }).stdout).not.toContain("oops\n");
});
