/** The specs of all stacks of a project, by the folders `stacks/<stack>/`: which stack has which mail domain. */
import { join } from "node:path";
import { readOctets } from "../source/file.ts";
import { projectOf } from "../source/project.ts";
import { readYaml } from "../source/read.ts";
import { sourcesOf } from "../source/source.ts";
import { STACKS, UnusablePath } from "./find.ts";
import { openSpecs } from "./open.ts";
import { readSpecs } from "./read.ts";
import type { Spec } from "./spec.ts";

/** A spec that can be read, of a stack. */
export type StackSpec = Spec & { readonly stack: string };

/** Whatever cannot be read is left out: `mailzone check` reports it. */
export function readStackSpecs(root: string): StackSpec[] {
  try {
    return [...readSpecs(openSpecs([STACKS], root))].flatMap(({ specs }) =>
      specs.filter((spec): spec is StackSpec => spec.stack !== undefined),
    );
  } catch (error) {
    if (error instanceof UnusablePath) return [];
    throw error;
  }
}

/** The specs of the other stacks whose clouds are the same: the sandbox's are nobody else's. */
export function siblingSpecs(root: string, own: string): StackSpec[] {
  const isSandbox = isSandboxStack(root, own);
  const byStack = Map.groupBy(readStackSpecs(root), ({ stack }) => stack);
  return [...byStack].flatMap(([stack, specs]) =>
    stack !== own && isSandboxStack(root, stack) === isSandbox ? specs : [],
  );
}

/** Whether a stack's config says that it is for the sandbox, whose clouds are nobody else's. */
function isSandboxStack(root: string, stack: string): boolean {
  const file = join(STACKS, `Pulumi.${stack}.yaml`);
  const octets = readOctets({ path: join(root, file), project: projectOf(root, root) });
  if (!(octets instanceof Uint8Array)) return false;
  const [source] = sourcesOf(file, readYaml(file, octets)).sources;
  const { config } = (source?.value ?? {}) as { readonly config?: Readonly<Record<string, unknown>> };
  return String(config?.["mailzone:sandbox"]) === "true";
}
