/** Stacks with what is said of each, as reports of a fleet have them: what is said of many is told once. */
import { firstOf } from "../words/list.ts";
import { visible } from "../words/text.ts";
import { inCode, plainText } from "./markdown.ts";

export interface Told {
  readonly stack: string;
  readonly reason: string;
}

/** How many stacks are named. */
const NAMED = 3;

const grouped = (all: readonly Told[]): (readonly [reason: string, stacks: readonly string[]])[] =>
  [...Map.groupBy(all, ({ reason }) => reason)].map(([reason, ones]) => [
    reason,
    ones.map(({ stack }) => stack),
  ]);

/** `prod-a, prod-b, prod-c, 2 more`. */
export const namedStacks = (stacks: readonly string[]): string => visible(firstOf(stacks, NAMED).join(", "));

/** The same as Markdown, with the names as code. */
export const namedStacksMarkdown = (stacks: readonly string[]): string =>
  firstOf(stacks.map(inCode), NAMED).join(", ");

/** Rows of stacks and reason. */
export const reasonRows = (all: readonly Told[]): readonly (readonly string[])[] =>
  grouped(all).map(([reason, stacks]) => [namedStacks(stacks), visible(reason)]);

/** The same as items of a Markdown list. */
export const reasonItems = (all: readonly Told[]): readonly string[] =>
  grouped(all).map(([reason, stacks]) => `- ${namedStacksMarkdown(stacks)}: ${plainText(reason)}\n`);
