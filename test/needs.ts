/**
 * Tests that need a program which not every machine has. Where it is missing they are skipped, under a name that says so;
 * in CI, which installs all of them, its absence is a failure.
 */
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import process from "node:process";
import * as jest from "@jest/globals";

/** The Debian package of each program, and words that show whether it is there. */
const PROGRAMS = {
  bash: ["bash", "bash", "--version"],
  caddy: ["caddy", "caddy", "version"],
  "chromium-headless-shell": ["chromium-headless-shell", "chromium-headless-shell", "--version"],
  dig: ["dnsutils", "dig", "-v"],
  curl: ["curl", "curl", "--version"],
  "dnssec-signzone": ["bind9-utils", "dnssec-signzone", "-V"],
  fish: ["fish", "fish", "--version"],
  // Debian keeps it off PATH, by its version
  initdb: ["postgresql", globSync("/usr/lib/postgresql/*/bin/initdb").sort().at(-1) ?? "initdb", "--version"],
  go: ["golang", "go", "version"],
  jq: ["jq", "jq", "--version"],
  "named-checkzone": ["bind9-utils", "named-checkzone", "-v"],
  "named-compilezone": ["bind9-utils", "named-compilezone", "-v"],
  nsd: ["nsd", "nsd", "-v"],
  openssl: ["openssl", "openssl", "version"],
  python3: ["python3", "python3", "--version"],
  "python3 -m venv": ["python3-venv", "python3", "-c", "import venv, ensurepip"],
  unbound: ["unbound", "unbound", "-V"],
  xmllint: ["libxml2-utils", "xmllint", "--version"],
  zsh: ["zsh", "zsh", "--version"],
} as const;

export type Program = keyof typeof PROGRAMS;

/** What starts it. */
export const programPath = (program: Program): string => PROGRAMS[program][1];

const seen = new Map<Program, boolean>();

function isHere(program: Program): boolean {
  const [, command, ...words] = PROGRAMS[program];
  const known = seen.get(program);
  if (known !== undefined) return known;
  const isThere = spawnSync(command, words, { stdio: "ignore" }).status === 0;
  seen.set(program, isThere);
  return isThere;
}

type Jest = Pick<typeof jest, "afterAll" | "beforeAll" | "describe" | "test">;

/** What declares tests that need these programs. */
export function needs(...programs: readonly Program[]): Jest {
  const missing = programs.filter((program) => !isHere(program));
  if (missing.length === 0) return jest;
  const lacking = `needs ${missing.join(" and ")}`;
  const packages = missing.map((program) => PROGRAMS[program][0]).join(" ");
  return isCI()
    ? failing(`${lacking}: in CI no test may be left out, so install ${packages} as .ci/run does`)
    : skipping(`skipped, ${lacking}: apt-get install ${packages}`);
}

const isCI = (): boolean => !["", "0", "false", undefined].includes(process.env["CI"]);

const NO_HOOKS = { afterAll: () => {}, beforeAll: () => {} };

type Declare = (name: string, ...rest: readonly never[]) => void;

/** Like `declare`, and its `each`, but under another name. */
const renamed = (declare: unknown, why: string): unknown => {
  const { each } = declare as { readonly each: (...table: readonly unknown[]) => Declare };
  const rename =
    (one: Declare): Declare =>
    (name, ...rest) =>
      one(`${name} (${why})`, ...rest);
  return Object.assign(rename(declare as Declare), {
    each: (...table: readonly unknown[]) => rename(each(...table)),
  });
};

const skipping = (why: string): Jest =>
  ({
    ...NO_HOOKS,
    describe: renamed(jest.describe.skip, why),
    test: renamed(jest.test.skip, why),
  }) as Jest;

/** Each test fails, and none is begun. */
function failing(why: string): Jest {
  const fail = (): never => {
    throw new Error(why);
  };
  const test = (name: string): void => jest.test(name, fail);
  const describe = (name: string, tests: () => void): void =>
    jest.describe(name, () => {
      jest.beforeAll(fail);
      tests();
    });
  return {
    ...NO_HOOKS,
    describe: Object.assign(describe, { each: () => (name: string) => test(name) }),
    test: Object.assign(test, { each: () => test }),
  } as unknown as Jest;
}
