/** Keeps secrets in a stack's config through the engine, which encrypts them. A secret never is an argument: other users could see it. */
import { shellCommand } from "../../tools/shell-word.mjs";
import { type EngineOptions, runEngine } from "./engine.ts";
import { EngineRefused } from "./refused.ts";

/**
 * Writes a secret under a key that the config does not have yet.
 * @throws EngineRefused, also if the config has the key
 */
export async function addSecret(
  stack: string,
  key: string,
  value: string,
  options: EngineOptions = {},
): Promise<void> {
  // without --show-secrets the engine prints no secret
  const known = JSON.parse(await configure(["config", "--json", "--stack", stack], options)) as object;
  if (Object.hasOwn(known, key)) {
    throw new EngineRefused(
      `the config of stack ${stack} already has ${key}, as after a run that was broken off: if no mail server has that key, remove it with ${shellCommand(["pulumi", "config", "rm", "--stack", stack, key])}; or choose another selector`,
    );
  }
  await configure(["config", "set", "--stack", stack, "--secret", key], { ...options, input: value });
}

/** @throws EngineRefused */
export async function removeSecret(stack: string, key: string, options: EngineOptions = {}): Promise<void> {
  await configure(["config", "rm", "--stack", stack, key], options);
}

async function configure(
  words: readonly string[],
  options: EngineOptions & { readonly input?: string },
): Promise<string> {
  const { code, stdout, stderr } = await runEngine(words, options);
  if (code !== 0) throw new EngineRefused(stderr.trim() || stdout.trim());
  return stdout;
}
