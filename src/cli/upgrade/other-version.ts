/** Another version of mailzone, fetched with npm into a temporary folder, and run over the same specs as this one. */
import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import type { z } from "zod";
import { ask, npm } from "../../../tools/child.mjs";
import { readIfThere } from "../../engine/read-if-there.ts";
import { visible } from "../../words/text.ts";
import { CannotRun } from "../print.ts";
import { checked, published, type Version } from "./compare.ts";

const NPM_FLAGS = [
  // what `npm run --silent` hands on would hide the reason of a failure
  "--loglevel=error",
  "--ignore-scripts",
  "--legacy-peer-deps",
  "--no-audit",
  "--no-fund",
  "--no-update-notifier",
  // npm asks its registry again and again where there is no network; once more is enough here
  "--fetch-retries=1",
  "--fetch-retry-mintimeout=1000",
];
const INSTALL_SECONDS = 300;
const RUN_SECONDS = 600;

/** Where a version of mailzone is, and how it is run. */
export interface Installed {
  readonly folder: string;
  readonly command: string;
}

/**
 * `wanted` is a folder, a .tgz file, or what npm takes after `mailzone@`: a version, a range, a tag. `root` is the folder whose npm
 * config applies. @throws CannotRun
 */
export async function fetchVersion(wanted: string, temporary: string, root: string): Promise<Installed> {
  const path = resolve(wanted);
  if (existsSync(path) && statSync(path).isDirectory()) return installedIn(path, wanted);
  const isFile = wanted.endsWith(".tgz");
  if (isFile && !existsSync(path)) throw new CannotRun(`${wanted} does not exist; nothing was compared`);
  if (!isFile && !/^[\w.^~<>=*|+-][\w.^~<>=*|+ -]*$/.test(wanted)) {
    throw new CannotRun(
      `${JSON.stringify(wanted)} is neither a version of mailzone, nor a folder or .tgz file; nothing was compared`,
    );
  }
  writeFileSync(join(temporary, "package.json"), '{"private": true}\n');
  // the registry of the project, and how it is logged in to
  const config = join(root, ".npmrc");
  if (existsSync(config)) symlinkSync(config, join(temporary, ".npmrc"));
  const [command = "npm", ...words] = npm();
  const { code, stderr } = await ask(
    command,
    [...words, "install", ...NPM_FLAGS, isFile ? path : `mailzone@${wanted}`],
    { cwd: temporary, timeoutSeconds: INSTALL_SECONDS },
  );
  if (code !== 0) {
    throw new CannotRun(
      `npm cannot install ${isFile ? wanted : `mailzone@${wanted}`}: ${npmReason(stderr)}; ${isFile ? "" : fromElsewhere(root)}nothing was compared`,
    );
  }
  return installedIn(join(temporary, "node_modules/mailzone"), wanted);
}

/** What to do where the project has mailzone from a file, a folder or a repository, since a registry need not know it then. */
function fromElsewhere(root: string): string {
  const { dependencies = {}, devDependencies = {} } = (parsed(
    readIfThere(join(root, "package.json")) ?? "",
  ) ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const source = dependencies["mailzone"] ?? devDependencies["mailzone"];
  return typeof source === "string" && source.includes(":")
    ? `package.json has mailzone from ${visible(withoutLogin(source))}, not from a registry: name a folder, a .tgz file or a version after --check; `
    : "";
}

/** The address without the user and password that may be in it. */
const withoutLogin = (address: string): string => address.replace(/\/\/[^/@]*@/, "//");

function installedIn(folder: string, wanted: string): Installed {
  const command = ["dist/tools/mailzone.mjs", "tools/mailzone.mjs"]
    .map((path) => join(folder, path))
    .find((path) => existsSync(path));
  if (command === undefined) throw new CannotRun(`${wanted} is not a mailzone; nothing was compared`);
  return { folder, command };
}

/** The line of npm's output that says what is wrong. */
function npmReason(stderr: string): string {
  const lines = stderr
    .split("\n")
    .flatMap((line) => /^npm (?:error|ERR!) (.+)$/.exec(line)?.[1] ?? [])
    .map((line) => line.trim());
  const told = lines.filter((line) => !/^(?:code|syscall|errno|type|network|A complete log)\b/.test(line));
  const [, code] = /^code (\S+)$/.exec(lines.find((line) => line.startsWith("code ")) ?? "") ?? [];
  const reason = told[0] ?? stderr.trim().split("\n").at(-1) ?? "it ended without a message";
  return visible(code === undefined || reason.includes(code) ? reason : `${reason} (${code})`);
}

/** What the version publishes and finds for these paths. @throws CannotRun */
export async function runVersion(
  { folder, command }: Installed,
  paths: readonly string[],
  cwd: string,
): Promise<Version> {
  const name = versionIn(folder);
  const run = async <T>(word: string, document: z.ZodType<T>): Promise<T> => {
    const { code, stdout, stderr } = await ask(
      process.execPath,
      [command, word, "--format", "json", "--", ...paths],
      { cwd, env: { ...process.env, NODE_OPTIONS: "", NO_COLOR: "1" }, timeoutSeconds: RUN_SECONDS },
    );
    const failed = (why: string): CannotRun =>
      new CannotRun(`\`${word}\` of mailzone ${name} failed: ${visible(why)}; nothing was compared`);
    const read = code === 0 || code === 1 ? document.safeParse(parsed(stdout)) : undefined;
    if (read === undefined || stdout === "") throw failed(lastWords(stderr) ?? `it ended with ${code}`);
    if (!read.success) throw failed("this version cannot read the form of its output");
    return read.data;
  };
  const [{ zones }, { findings }] = [await run("zone", published), await run("check", checked)];
  return { name, zones, findings };
}

/** The line that says why a command ended: mailzone's own, or of a crash the error's. */
function lastWords(stderr: string): string | undefined {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "");
  const line = lines.find((one) => /^mailzone: |^\w*Error\b/.test(one)) ?? lines.at(-1);
  return line?.replace(/^mailzone: /, "");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function versionIn(folder: string): string {
  const { version } = (parsed(readFileSync(join(folder, "package.json"), "utf8")) ?? {}) as {
    readonly version?: unknown;
  };
  return typeof version === "string" ? version : "of unknown version";
}
