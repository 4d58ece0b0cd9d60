/** Why the engine refused, with what to do about it. */
import { shellWord } from "../../tools/shell-word.mjs";
import { ownCommand } from "../words/own-command.ts";
import { printablePluginError } from "../words/plugin-error.ts";
import { isSandboxShell, isSandboxStack, outsideSandbox } from "./sandbox-shell.ts";
import { toldLocks } from "./told-locks.ts";

/** `part` is the first group of the pattern. */
type Reason = readonly [pattern: RegExp, what: (stack: string, part: string, output: string) => string];

/** What the engine says where it does not find the backend, the stack or its secrets: in a shell for other stacks, for instance. */
const ELSEWHERE: readonly Reason[] = [
  [
    /no stack named|stack \S+ not found/i,
    (stack) =>
      `stack ${stack} does not exist here: pulumi stack ls lists the stacks, pulumi stack init creates one`,
  ],
  [
    /passphrase must be set|incorrect passphrase/i,
    () => "the stack's secrets cannot be read: set PULUMI_CONFIG_PASSPHRASE",
  ],
  [
    /PULUMI_ACCESS_TOKEN must be set|could not determine (?:current )?backend|problem logging in/i,
    () => "the engine is not logged in to the backend that holds the stack: run pulumi login",
  ],
];

const WHICH_BACKEND = "PULUMI_BACKEND_URL, or else pulumi login, says which one";

/** What it says of a database or a bucket that it cannot use. */
const BACKEND: readonly Reason[] = [
  [
    /failed to ping PostgreSQL: (.+)/,
    (_, cause) => `the PostgreSQL database that keeps the states cannot be used: ${cause}; ${WHICH_BACKEND}`,
  ],
  [
    /failed to create table (.+)/,
    (_, cause) =>
      `the PostgreSQL database that keeps the states cannot be used: table ${cause}; the engine needs the right to create tables in the schema, even once its table is there`,
  ],
  [
    /NoSuchBucket/,
    () => `the bucket that keeps the states does not exist, and the engine creates none; ${WHICH_BACKEND}`,
  ],
  [
    /read "\.pulumi\/meta\.yaml": (.+)/,
    (_, cause) =>
      `the bucket that keeps the states cannot be read: ${/(?:dial tcp|api error|get credentials:) .+/.exec(cause)?.[0] ?? cause}; ${WHICH_BACKEND}`,
  ],
];

/** Of a key service, such as Vault or one of a cloud (pkg/v3 v3.250.0, secrets/cloud, over gocloud.dev/secrets). */
const SECRETS: Reason = [
  /\bsecrets \(code=\w+\): (.+)/,
  (_, cause) => `the service that keeps the key of the stack's secrets cannot be used: ${cause}`,
];

/** Patterns of the engine's output, and what to tell the user for each. */
const REASONS: readonly Reason[] = [
  ...ELSEWHERE,
  ...BACKEND,
  SECRETS,
  [
    /stack is currently locked|the stack is locked/i,
    (stack, _, output) =>
      `stack ${stack} is locked by ${holderIn(output)}: wait for it to finish or, if it has died, run ${ownCommand(`recover ${shellWord(stack)}`)}, with --unlock if it was on another machine`,
  ],
  [
    /no Pulumi\.ya?ml project file found/i,
    () => "no Pulumi.yaml in this folder or above it: run this in the project's folder",
  ],
  [
    /failed to load checkpoint/i,
    (stack) =>
      `the engine cannot read the state of stack ${stack}, perhaps because a run was killed while writing it: run ${ownCommand(`recover ${shellWord(stack)}`)}`,
  ],
];

/** The reason behind known output of the engine; undefined for other output. */
export function knownReason(stack: string, output: string): string | undefined {
  const isElsewhere = ELSEWHERE.some(([pattern]) => pattern.test(output));
  if (isElsewhere && !isSandboxShell() && isSandboxStack(stack)) return outsideSandbox(stack);
  return reasonAmong(REASONS, stack, output);
}

/** Why a database or a bucket cannot be used; undefined for output about anything else. */
export const backendReason = (output: string): string | undefined => reasonAmong(BACKEND, "", output);

function reasonAmong(reasons: readonly Reason[], stack: string, output: string): string | undefined {
  for (const [pattern, what] of reasons) {
    const match = pattern.exec(output);
    if (match !== null) return printablePluginError(what(stack, match[1] ?? "", output));
  }
  return undefined;
}

function holderIn(output: string): string {
  const [lock] = toldLocks(output);
  if (lock === undefined) return "another run";
  const { user, host, pid, since } = lock;
  return `${user} on ${host}, process ${pid}, since ${since}`;
}
