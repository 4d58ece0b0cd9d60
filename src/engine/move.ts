/** Moves domains from one stack's state to another's, with `pulumi state move`; no cloud is asked to change anything. */
import process from "node:process";
import { shellWord } from "../../tools/shell-word.mjs";
import { pendingOf, resourcesOf, type StateFile, type StateResource } from "../live/stack-state.ts";
import { COMPONENT_TYPE, resourceKey } from "../plan/plan.ts";
import { urnName } from "../plan/urn.ts";
import { firstOf, listed } from "../words/list.ts";
import { ownCommand } from "../words/own-command.ts";
import { counted } from "../words/text.ts";
import type { EngineOptions } from "./engine.ts";
import { type Preview, previewStack } from "./preview.ts";
import { EngineRefused } from "./refused.ts";
import { exportState, importState, keepCopy, runOrRefuse } from "./state.ts";

export interface Move {
  readonly from: string;
  readonly to: string;
  /** Mail domains, in A-labels without final dots. */
  readonly domains: readonly string[];
  /** The zones that the specs of these domains create, and what signs them, by token and logical name: they go with them. */
  readonly zones: readonly { readonly type: string; readonly name: string }[];
}

export interface PlannedMove extends Move {
  /** What the engine is told to move; what belongs to it goes with it. */
  readonly roots: readonly StateResource[];
  /** Everything that goes. */
  readonly resources: readonly StateResource[];
  /** Both states as they are. */
  readonly states: { readonly from: string; readonly to: string };
}

/**
 * What the move takes. Changes nothing.
 * @throws EngineRefused when a state cannot be read, has an interrupted run, or the domains are not where they should be
 */
export async function planMove(move: Move, options: EngineOptions = {}): Promise<PlannedMove> {
  const states = { from: await exportState(move.from, options), to: await exportState(move.to, options) };
  const [from, to] = [parse(states.from), parse(states.to)];
  for (const [stack, state] of [
    [move.from, from],
    [move.to, to],
  ] as const) {
    if (pendingOf(state).length === 0) continue;
    throw new EngineRefused(
      `the last run of stack ${stack} was interrupted: run ${ownCommand(`recover ${shellWord(stack)}`)} first`,
    );
  }
  const roots = rootsOf(move, from);
  const there = new Set(resourcesOf(to).map(keyOf));
  const taken = roots.filter((root) => there.has(keyOf(root)));
  if (taken.length > 0) {
    throw new EngineRefused(
      `stack ${move.to} already has ${listed(taken.map(({ urn }) => urnName(urn)))} in its state, so it cannot be moved there: look at pulumi stack --show-urns --stack ${shellWord(move.to)}`,
    );
  }
  return { ...move, roots, resources: withChildren(roots, resourcesOf(from)), states };
}

const parse = (state: string): StateFile => JSON.parse(state) as StateFile;

/** URNs name the stack. */
const keyOf = ({ type, urn }: Pick<StateResource, "type" | "urn">): string =>
  resourceKey({ type, name: urnName(urn) });

function rootsOf({ from, domains, zones }: Move, state: StateFile): StateResource[] {
  const resources = resourcesOf(state);
  const components = resources.filter(
    ({ type, urn }) => type === COMPONENT_TYPE && domains.includes(urnName(urn)),
  );
  const missing = domains.filter((domain) => components.every(({ urn }) => urnName(urn) !== domain));
  if (missing.length > 0) {
    throw new EngineRefused(
      `the state of stack ${from} does not have ${listed(missing)}: nothing of it was ever published by that stack, or it was moved already`,
    );
  }
  // zones stand beside the components, since several domains may share one
  const named = new Set(zones.map(({ type, name }) => `${type} ${name}`));
  return [...resources.filter((resource) => named.has(keyOf(resource))), ...components];
}

function withChildren(roots: readonly StateResource[], resources: readonly StateResource[]): StateResource[] {
  const urns = new Set(roots.map(({ urn }) => urn));
  // a parent comes before its children
  for (const { urn, parent } of resources) if (parent !== undefined && urns.has(parent)) urns.add(urn);
  return resources.filter(({ urn }) => urns.has(urn));
}

/**
 * Makes the move, and previews both stacks. If a preview would change something of what was moved, both states are put back.
 * @throws EngineRefused when the engine refuses the move, or a preview disagrees; both states are then as they were
 */
export async function makeMove(
  plan: PlannedMove,
  { tell, ...options }: EngineOptions & { readonly tell: (line: string) => void },
): Promise<void> {
  const { from, to, states } = plan;
  const folder = options.cwd ?? process.cwd();
  tell(
    `saved copies of both states: ${keepCopy(from, states.from, folder)}, ${keepCopy(to, states.to, folder)}`,
  );
  tell(`moving ${counted(plan.resources.length, "resource")} from the state of ${from} to that of ${to}`);
  try {
    await moveResources(plan, options);
    const moved = movedKeys(plan);
    for (const stack of [to, from]) {
      tell(`checking that pulumi up of ${stack} would change none of them`);
      await confirmUnchanged(stack, moved, options);
    }
  } catch (error) {
    await importState(from, parse(states.from), options);
    await importState(to, parse(states.to), options);
    throw error;
  }
}

/** The move itself. One that fails half-way has written one of the two states. @throws EngineRefused */
export async function moveResources(
  { from, to, roots }: Pick<PlannedMove, "from" | "to" | "roots">,
  options: EngineOptions = {},
): Promise<void> {
  const words = ["state", "move", "--source", from, "--dest", to, "--yes"];
  await runOrRefuse([...words, ...roots.map(({ urn }) => urn)], options);
}

/** What was moved, by what its resources keep in another stack. */
export const movedKeys = ({ resources }: Pick<PlannedMove, "resources">): ReadonlySet<string> =>
  new Set(resources.map(keyOf));

/** @throws EngineRefused when a preview of the stack would change something of what was moved, or fails */
export async function confirmUnchanged(
  stack: string,
  moved: ReadonlySet<string>,
  options: EngineOptions = {},
): Promise<void> {
  const disagreement = disagreementOf(await previewStack(stack, () => {}, options), moved);
  if (disagreement === undefined) return;
  throw new EngineRefused(
    `pulumi preview of ${stack} after the move ${disagreement}; the states were put back`,
  );
}

/** How many changes a message names. */
const SHOWN = 5;

/** Steps that leave a resource as it is. */
const HARMLESS: ReadonlySet<string> = new Set(["same", "read"]);

/** What a preview says against the move, as the end of a sentence. */
function disagreementOf(
  { steps, findings, failure }: Preview,
  moved: ReadonlySet<string>,
): string | undefined {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    return `is refused with ${counted(errors.length, "error")}: ${errors[0]?.message}`;
  }
  if (failure !== undefined) return `failed: ${failure.split(/\s+/).join(" ")}`;
  const changed = steps.filter((step) => moved.has(keyOf(step)) && !HARMLESS.has(step.op));
  if (changed.length === 0) return undefined;
  const words = changed.map(({ op, urn }) => `${op} ${urnName(urn)}`);
  return `would change what was moved: ${listed(firstOf(words, SHOWN))}`;
}
