/**
 * The pipelines that `init` writes: their commands, taken out of the files and run in order on the sandbox, as GitHub's and
 * GitLab's runners do. The services themselves are a server of the test's; `gh` is a script that asks it.
 */
import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { parse } from "yaml";
import { pipelineFile } from "../../src/cli/init/pipeline-file.ts";
import { needs } from "../needs.ts";
import { Console } from "./console.ts";
import { TestStack } from "./test-stack.ts";

jest.setTimeout(300_000);

const repository = join(import.meta.dirname, "../..");

const SPEC = "domain: example.com\ndns: cloudflare\nttl: 600\nmailbox: mailbox-org\ndmarc: {policy: none}\n";

/** Comments and issues, as both services keep them. */
interface Kept {
  readonly id: number;
  readonly number: number;
  body: string;
  title?: string;
  state?: string;
}

class Service {
  readonly comments: Kept[] = [];
  readonly issues: Kept[] = [];
  readonly #server: Server = createServer((request, response) => {
    this.#answer(request).then(
      (answer) => response.end(JSON.stringify(answer)),
      () => response.writeHead(500).end(),
    );
  });

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
  }

  async #answer(request: IncomingMessage): Promise<unknown> {
    const { method = "", url = "", headers } = request;
    const sent = await text(request);
    const isForm = headers["content-type"]?.includes("urlencoded") === true;
    const fields = isForm
      ? Object.fromEntries(new URLSearchParams(sent))
      : sent === ""
        ? {}
        : JSON.parse(sent);
    const [path = ""] = url.split("?");
    const all = path.includes("/issues") && !path.includes("/comments") ? this.issues : this.comments;
    const id = Number(path.split("/").at(-1));
    const found = all.find((one) => one.id === id);
    if (method === "GET") return all;
    if (method === "POST") all.push({ id: all.length + 1, number: all.length + 1, state: "open", ...fields });
    else if (found !== undefined) Object.assign(found, fields);
    return {};
  }
}

/** `gh` as far as the pipeline uses it; the real jq reads the answers. */
const GH = `#!/usr/bin/env bash
set -euo pipefail
ask() { curl --fail --silent --show-error "$@"; }
json() { jq -n --arg k "$1" --rawfile v "$2" '{($k): $v}'; }
case "$1 \${2-}" in
  "api "*)
    shift; method=GET; jq=.; body=; path=
    while [ $# -gt 0 ]; do case "$1" in
      --method) method=$2; shift 2;; --jq) jq=$2; shift 2;; --field) body=\${2#body=@}; shift 2;;
      --paginate|--silent) shift;; *) path=$1; shift;; esac; done
    if [ -n "$body" ]; then json body "$body" | ask -X "$method" -H "content-type: application/json" -d @- "$API/$path" >/dev/null
    else ask "$API/$path" | jq -r "$jq"; fi;;
  "issue list") shift 2; jq=.
    while [ $# -gt 0 ]; do case "$1" in --jq) jq=$2; shift 2;; *) shift;; esac; done
    ask "$API/issues" | jq '[.[] | select(.state == "open")]' | jq -r "$jq";;
  "issue create") jq -n --arg t "$4" --rawfile b "$6" '{title: $t, body: $b}' | ask -X POST -H "content-type: application/json" -d @- "$API/issues" >/dev/null;;
  "issue edit") json body "$5" | ask -X PATCH -H "content-type: application/json" -d @- "$API/issues/$3" >/dev/null;;
  "issue close") echo '{"state": "closed"}' | ask -X PATCH -H "content-type: application/json" -d @- "$API/issues/$3" >/dev/null;;
  *) echo "gh: $*" >&2; exit 1;;
esac
`;

/** What is not run: installing packages, since the clone's are there. */
const NPM = '#!/bin/sh\n[ "$1" = ci ] || exit 1\n';
const NPX = `#!/bin/sh\n[ "$1" = mailzone ] || exit 1\nshift\nexec ${process.execPath} ${join(repository, "src/cli/main.ts")} "$@"\n`;

interface Step {
  readonly "working-directory"?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

needs("bash", "curl", "jq").describe("the pipelines", () => {
  let stack: TestStack;
  let service: Service;
  let environment: Readonly<Record<string, string>>;
  let changed: Console;

  beforeAll(async () => {
    stack = await TestStack.make();
    stack.write({ "example.com.yaml": SPEC });
    changed = new Console(stack.home, "cloudflare", "example.com");
    service = new Service();
    const bin = join(stack.folder, "bin");
    mkdirSync(bin);
    for (const [name, script] of [
      ["gh", GH],
      ["npm", NPM],
      ["npx", NPX],
    ] as const) {
      writeFileSync(join(bin, name), script);
      chmodSync(join(bin, name), 0o755);
    }
    const api = await service.listen();
    environment = {
      ...stack.environment,
      PATH: `${bin}:${stack.environment["PATH"]}`,
      STACK: "test",
      API: api,
      GITHUB_REPOSITORY: "acme/mail",
      PULL_REQUEST: "7",
      CI_API_V4_URL: api,
      CI_PROJECT_ID: "1",
      CI_MERGE_REQUEST_IID: "7",
      MAILZONE_GITLAB_TOKEN: "none",
    };
  });
  afterAll(async () => {
    service.close();
    await stack.remove();
  });

  const pipeline = (of: "github" | "gitlab") => {
    const [file] = pipelineFile({ stack: "test", clouds: ["cloudflare"], pipeline: of });
    return parse(file?.text ?? "");
  };

  /** A script with the shell and the options of the runners; `-e` ends it at the first failure. */
  const bash = (
    script: string,
    env: Readonly<Record<string, string>> = {},
    cwd = stack.folder,
  ): Promise<string> =>
    new Promise((done) => {
      const options = { cwd, env: { ...process.env, ...environment, ...env } };
      execFile("bash", ["-e", "-c", script], options, (error, stdout, stderr) =>
        done(`${error === null ? 0 : error.code}\n${stdout}${stderr}`),
      );
    });

  /** The commands of a job in GitHub's file, up to the first that fails; the others run if they say so. */
  async function job(name: string): Promise<number> {
    const steps: readonly Step[] = pipeline("github").jobs[name].steps;
    for (const { run } of steps.filter((step) => step.run !== undefined)) {
      const said = await bash(run as string);
      if (!said.startsWith("0\n")) throw new Error(`${run}\n${said}`);
    }
    return steps.filter((step) => step.run !== undefined).length;
  }

  /** The same for GitLab, whose runner makes one script of all lines. */
  const gitlabJob = (name: string): Promise<string> => {
    const { script, variables = {} } = pipeline("gitlab")[name] as {
      readonly script: readonly string[];
      readonly variables?: Readonly<Record<string, string>>;
    };
    const env = Object.entries(variables).map(
      ([key, value]) => [key, value.replace("$STACK", "test")] as const,
    );
    return bash(script.join("\n"), Object.fromEntries(env));
  };

  describe("on GitHub", () => {
    test("a pull request: checked, with a report for code scanning", async () => {
      expect(await job("check")).toBe(3);
      expect(JSON.parse(readFileSync(join(stack.folder, "mailzone.sarif"), "utf8"))).toMatchObject({
        version: "2.1.0",
      });
    });

    test("a pull request: its plan is one comment, which the next push updates", async () => {
      await job("plan");
      expect(service.comments.map(({ body }) => body)).toEqual([
        expect.stringMatching(/^<!-- mailzone plan of test -->\n### mailzone plan for test/),
      ]);
      stack.write({ "example.com.yaml": `${SPEC}records: [{name: note, type: TXT, value: a text}]\n` });
      await job("plan");
      expect(service.comments.map(({ body }) => body)).toEqual([expect.stringContaining("note")]);
    });

    test("main: applied", async () => {
      await job("up");
      expect(await stack.unanswered()).toEqual([]);
    });

    test("by the clock: one issue while there is drift, closed when there is none", async () => {
      await job("drift");
      expect(service.issues).toEqual([]);
      await changed.remove("note", "TXT");
      await job("drift");
      await job("drift");
      expect(service.issues).toEqual([
        expect.objectContaining({ state: "open", body: expect.stringContaining("note") }),
      ]);
      expect(await stack.up("--refresh")).toMatchObject({ code: 0 });
      await job("drift");
      expect(service.issues).toEqual([expect.objectContaining({ state: "closed" })]);
    });
  });

  describe("the composite action", () => {
    const inputs: Readonly<Record<string, string>> = {
      "inputs.paths": "stacks",
      "inputs.sarif": "action.sarif",
      "inputs.stack": "test",
      "inputs.token": "none",
      "github.event.pull_request.number": "7",
    };
    const given = (text: string): string => inputs[/^\$\{\{ (.*) \}\}$/.exec(text)?.[1] ?? ""] ?? "";

    test("checks, writes the report, and updates the comment of the workflow", async () => {
      service.comments.length = 0;
      const temporary = join(stack.folder, "temporary");
      mkdirSync(temporary);
      const { steps } = parse(readFileSync(join(repository, "action.yml"), "utf8")).runs as {
        readonly steps: readonly Step[];
      };
      for (const round of [1, 2]) {
        for (const { run = "", env = {}, ...step } of steps) {
          const values = Object.entries(env).map(([name, value]) => [name, given(value)] as const);
          const said = await bash(
            run,
            { RUNNER_TEMP: temporary, ...Object.fromEntries(values) },
            step["working-directory"] === undefined ? stack.folder : temporary,
          );
          expect([round, run, said.split("\n")[0]]).toEqual([round, run, "0"]);
        }
      }
      expect(service.comments.map(({ body }) => body)).toEqual([
        expect.stringMatching(/^<!-- mailzone plan of test -->\n### mailzone plan for test/),
      ]);
      expect(readFileSync(join(stack.folder, "action.sarif"), "utf8")).toContain('"2.1.0"');
    });
  });

  describe("on GitLab", () => {
    test("a merge request: checked; its plan is one note, which the next push updates", async () => {
      service.comments.length = 0;
      expect(await gitlabJob("check")).toMatch(/^0\n/);
      expect(readFileSync(join(stack.folder, "mailzone.xml"), "utf8")).toContain("<testsuites");
      expect(await gitlabJob("plan")).toMatch(/^0\n/);
      stack.write({ "example.com.yaml": `${SPEC}records: [{name: other, type: TXT, value: a text}]\n` });
      expect(await gitlabJob("plan")).toMatch(/^0\n/);
      expect(service.comments.map(({ body }) => body)).toEqual([
        expect.stringMatching(/^<!-- mailzone plan of test -->\n[\s\S]*other/),
      ]);
    });

    test("main: applied; a schedule fails while there is drift", async () => {
      expect(await gitlabJob("up")).toMatch(/^0\n/);
      expect(await gitlabJob("drift")).toMatch(/^0\n/);
      await changed.remove("other", "TXT");
      expect(await gitlabJob("drift")).toMatch(/^1\n[\s\S]*other/);
    });
  });

  test("a spec with an error ends both checks", async () => {
    stack.write(
      { "example.com.yaml": `${SPEC}records: [{name: "@", type: CNAME, value: a.example.net}]\n` },
      { zones: false },
    );
    await expect(job("check")).rejects.toThrow(/cname-apex|cname-exclusive/);
    expect(await gitlabJob("check")).toMatch(/^1\n/);
  });
});
