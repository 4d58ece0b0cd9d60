/** Where the private half of a new key goes: a file that only its owner may read, or the stack's config as a secret. Never to a terminal. */
import { existsSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { shellCommand } from "../../../tools/shell-word.mjs";
import { addSecret, removeSecret } from "../../engine/secret-config.ts";
import { isBelow, projectOf } from "../../source/project.ts";
import type { Spec } from "../../spec/spec.ts";
import { withoutDot } from "../../zone/name.ts";
import { CannotRun } from "../print.ts";
import { willing } from "../stack/willing.ts";
import { writeNamed } from "../writing.ts";

/** A private key that was kept. */
export interface Kept {
  /** Where it is, after "The private key is ". */
  readonly where: string;
  /** What to do with it, in the imperative, without a full stop. */
  readonly advice: string;
  /** The file that a mail server is to be given. */
  readonly file: string;
  readonly undo: () => Promise<void>;
}

export type Keep = (spec: Spec, selector: string, privateKey: string) => Promise<Kept>;

/** Only the owner reads and writes it. */
const OWNER_ONLY = 0o600;

/** `path` is that of one key. @throws CannotRun when it exists, or cannot be written */
export const keepInFile =
  (path: string): Keep =>
  async (_, __, privateKey) => {
    writeNamed(path, privateKey, "fail", OWNER_ONLY);
    return {
      where: `in ${path}, which only you can read`,
      advice: `move it to the mail server${isOfProject(path) ? ", and do not commit it" : ""}`,
      file: path,
      undo: async () => rmSync(path, { force: true }),
    };
  };

const isOfProject = (path: string): boolean =>
  isBelow(resolve(path), projectOf(process.cwd(), process.cwd()).root);

/** In a folder, under the name that rspamd looks for: `DOMAIN.SELECTOR.key`. @throws CannotRun when there is no such folder */
export function keepInFolder(folder: string): Keep {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new CannotRun(`${folder} is not a folder: make it first, where only you can read it`);
  return (spec, selector, privateKey) =>
    keepInFile(fileIn(folder, spec, selector))(spec, selector, privateKey);
}

const fileIn = (folder: string, spec: Spec, selector: string): string =>
  join(folder, keyFile(spec, selector));

const keyFile = ({ domain }: Spec, selector: string): string => `${withoutDot(domain)}.${selector}.key`;

/**
 * For keys whose selectors no spec has.
 * @throws CannotRun when files of the folder have their names, as after a run that was killed before it wrote the specs
 */
export function refuseLeftovers(
  folder: string,
  wanted: readonly { readonly spec: Spec; readonly selector: string }[],
): void {
  const left = wanted
    .map(({ spec, selector }) => fileIn(folder, spec, selector))
    .filter((file) => existsSync(file));
  const [first] = left;
  if (first === undefined) return;
  const [what, them] =
    left.length === 1
      ? [`${first} already exists`, "it"]
      : [`${first} and ${left.length - 1} more files of new keys already exist`, "them"];
  throw new CannotRun(
    `${what}, but no spec has a public key for ${them}, as after a run that was broken off: if no mail server signs with ${them}, delete ${them} with ${shellCommand(["rm", ...left])}, then run again; nothing was changed`,
  );
}

/** Its key in the config: no key of mailzone's own, so that the program never reads it. */
const configKey = (spec: Spec, selector: string): string =>
  `dkim:${selector}._domainkey.${withoutDot(spec.domain)}`;

/** @throws CannotRun when the engine refuses, or the spec belongs to no stack */
export const keepInConfig: Keep = async (spec, selector, privateKey) => {
  const { stack } = spec;
  if (stack === undefined) {
    throw new CannotRun(
      `the spec of ${withoutDot(spec.domain)} belongs to no stack that could keep a secret: write the key to a file instead`,
    );
  }
  const key = configKey(spec, selector);
  await willing(`writing a secret to the config of stack ${stack}`, () => addSecret(stack, key, privateKey));
  const file = keyFile(spec, selector);
  const read = shellCommand(["pulumi", "config", "get", "--stack", stack, key]);
  return {
    where: `a secret in the config of stack ${stack}`,
    advice: `fetch it for the mail server: (umask 077; ${read} > ${file})`,
    file,
    undo: () => removeSecret(stack, key),
  };
};
