/** The specs of all stacks of a project, by the folders `stacks/<stack>/`: which stack has which mail domain. */
import { STACKS, UnusablePath } from "./find.ts";
import { openSpecs } from "./open.ts";
import { readSpecs } from "./read.ts";
import type { Spec } from "./spec.ts";
import { readStackFile } from "./stack-file.ts";

/** A spec that can be read, of a stack. */
export type StackSpec = Spec & { readonly stack: string };

export const readStackSpecs = (root: string): StackSpec[] =>
  readableSpecs([STACKS], root).filter((spec): spec is StackSpec => spec.stack !== undefined);

/** Those at or below some paths. Whatever cannot be read is left out: `mailzone check` reports it. */
export function readableSpecs(paths: readonly string[], root: string): Spec[] {
  try {
    return [...readSpecs(openSpecs(paths, root))].flatMap(({ specs }) => specs);
  } catch (error) {
    if (error instanceof UnusablePath) return [];
    throw error;
  }
}

/** The specs of the other stacks whose clouds are the same: the sandbox's are nobody else's. */
export function siblingSpecs(root: string, own: string): StackSpec[] {
  const isSandbox = readStackFile(root, own).sandbox;
  const byStack = Map.groupBy(readStackSpecs(root), ({ stack }) => stack);
  return [...byStack].flatMap(([stack, specs]) =>
    stack !== own && readStackFile(root, stack).sandbox === isSandbox ? specs : [],
  );
}
