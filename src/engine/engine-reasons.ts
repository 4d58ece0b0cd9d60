/** Why the engine refused, with what to do about it. */
import { shellWord } from "../../tools/shell-word.mjs";
import { ownCommand } from "../words/own-command.ts";
import { isSandboxShell, isSandboxStack, outsideSandbox } from "./sandbox-shell.ts";

type Reason = readonly [pattern: RegExp, what: (stack: string) => string];

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

/** Patterns of the engine's output, and what to tell the user for each. */
const REASONS: readonly Reason[] = [
  ...ELSEWHERE,
  [
    /stack is currently locked|the stack is locked/i,
    (stack) =>
      `stack ${stack} is locked by another run: wait for it to finish or, if it has died, run pulumi cancel --stack ${shellWord(stack)}`,
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
  return REASONS.find(([pattern]) => pattern.test(output))?.[1](stack);
}
