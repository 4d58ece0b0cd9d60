/** What is asked for a new repository, with answers as data; terminal.slow.test.ts has a terminal. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { askRepository, type GivenRepository } from "../../../src/cli/init/ask-repository.ts";
import { answering } from "../answering.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-ask-repository-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const NOTHING: GivenRepository = { cloud: [], sender: [], with: [], rua: [] };
/** The last questions, which are those of `mailzone new`. */
const MAIL = ["example.org", "netease-free", "", "none", ""];

async function ask(answers: readonly string[], given: Partial<GivenRepository> = {}) {
  const terminal = answering(answers);
  const repository = await askRepository(folder, { ...NOTHING, ...given }, terminal).catch(
    (error: unknown) => (error as Error).message,
  );
  return { repository, asked: terminal.asked, shown: terminal.shown.join("\n") };
}

test("everything is asked for, and what will not do is asked again", async () => {
  const { repository, asked, shown } = await ask([
    ...["a b", "acme-mail", "sandbox", "live", "cloudfare", "aws", "jenkins", "git"],
    ...MAIL,
  ]);
  expect(repository).toEqual({
    ...{ project: "acme-mail", stack: "live", sandbox: "sandbox", clouds: ["route53"], pipeline: "github" },
    spec: {
      path: "example.org.yaml",
      text: expect.stringMatching(/^domain: example\.org\nmailbox: netease-free\n/),
    },
  });
  expect(asked.slice(0, 4)).toEqual([
    "Name of the Pulumi project, which begins its config keys",
    "Name of the stack",
    "Where is the domain's DNS hosted?",
    "Where does the pipeline run?",
  ]);
  expect(shown).toMatch(
    /"a b" is not the name of a project[\s\S]*npm run try[\s\S]*"jenkins" is not none, github, gitlab/,
  );
});

test("Enter takes what is usual", async () => {
  const { repository } = await ask(["acme", "", "cloudflare", "", ...MAIL]);
  expect(repository).toMatchObject({
    project: "acme",
    stack: "prod",
    clouds: ["cloudflare"],
    pipeline: undefined,
  });
});

test("what options say is not asked for, and each cloud counts once", async () => {
  const given = {
    project: "acme",
    stack: "live",
    cloud: ["cf", "aws", "cloudflare"],
    ci: "gitlab",
    domain: "example.org",
  };
  const { repository, asked } = await ask(MAIL.slice(1), given);
  expect(repository).toMatchObject({ clouds: ["cloudflare", "route53"], pipeline: "gitlab" });
  expect(asked[0]).toBe("Who has its mailboxes?");
});

test("who leaves is told the command that has the answers so far", async () => {
  const { repository, shown } = await ask(["acme-mail", "live", "aws"]);
  expect(repository).toBe("stopped; nothing was written");
  expect(shown).toMatch(/ init \S+ --project acme-mail --stack live --cloud route53$/);
});

describe("in a repository that there is already", () => {
  const put = (file: string, text: string): void => {
    mkdirSync(join(folder, "stacks/prod"), { recursive: true });
    writeFileSync(join(folder, file), text);
  };

  test("the project has its name, and the defaults of the stack are known", async () => {
    put("Pulumi.yaml", "name: here\nruntime: nodejs\n");
    put("stacks/prod/defaults.yaml", "dns: alidns\nmailbox: tencent-exmail\n");
    const { repository, asked } = await ask([
      "",
      "",
      "cloudflare",
      "none",
      "example.org",
      "",
      "none",
      "",
      "",
    ]);
    expect(repository).toMatchObject({ project: "here" });
    expect(asked).not.toContain("Who has its mailboxes?");
  });

  test.each([
    ["another stack has the name sandbox", "stacks/eu", "sandbox-prod"],
    ["the sandbox tries this stack", "stacks/prod", "sandbox"],
  ])("%s", async (_, specs, sandbox) => {
    put("Pulumi.yaml", "name: here\nruntime: nodejs\nstackConfigDir: stacks\n");
    put("stacks/Pulumi.sandbox.yaml", `config:\n  here:sandbox: "true"\n  here:specs: ${specs}\n`);
    expect(
      (
        await ask([], {
          domain: "example.org",
          mailbox: "netease-free",
          sender: ["-"],
          dmarc: "-",
          project: "here",
          stack: "prod",
          cloud: ["cf"],
          ci: "none",
        })
      ).repository,
    ).toMatchObject({ sandbox });
  });
});
