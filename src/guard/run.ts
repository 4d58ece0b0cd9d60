/** Runs the guards, and lets changes pass that the stack's config confirms. */
import { shellCommand } from "../../tools/shell-word.mjs";
import { compareFindings, type Finding } from "../finding.ts";
import type { Change } from "./change.ts";
import { changeId, isChangeId } from "./change-id.ts";
import { dkimUnpublished } from "./dkim-unpublished.ts";
import { dmarcLadder } from "./dmarc-ladder.ts";
import type { Guard } from "./guard.ts";
import { guards as all } from "./guards.ts";

/** The stack's config for the guards. */
export interface Confirmation {
  /** The ids of confirmed changes. */
  readonly confirm: readonly string[];
  /** The stack's name for `pulumi config`. */
  readonly stack: string;
}

/**
 * All findings of the guards, sorted: an error for each change that they refuse, a warning for each confirmed one, and
 * a warning for each confirmation without a change.
 */
export function runGuards(
  change: Change,
  { confirm, stack }: Confirmation,
  guards: readonly Guard[] = all,
): Finding[] {
  const stopped = guards.flatMap(({ id: code, check }) =>
    [...check(change)].map(({ facts, ...about }) => ({ code, id: changeId(code, facts), ...about })),
  );
  const met = new Set(stopped.map(({ id }) => id));
  const isPassing = ({ id, isFinal }: (typeof stopped)[number]): boolean => !isFinal && confirm.includes(id);
  const asking = stopped.filter((one) => !isPassing(one)).map((one) => ({ ...one, severity }));
  const passing = stopped.filter(isPassing);
  return [
    // in the order of the output, those without a place last, since each command appends to the list
    ...asking
      .sort((a, b) => placeless(a) - placeless(b) || compareFindings(a, b))
      .map(({ id, help, isFinal, ...finding }, i): Finding => {
        if (isFinal) return { ...finding, ...(help !== undefined && { help }) };
        const how = howToConfirm(id, confirm.length + i, stack);
        return { ...finding, help: help === undefined ? how : `${help}; ${how}` };
      }),
    ...passing.map(
      ({ id, help: _, isFinal: __, message, ...finding }): Finding => ({
        ...finding,
        severity: "warning",
        message: `${message}; confirmed as ${id}`,
      }),
    ),
    ...dmarcLadder(change),
    ...dkimUnpublished(change),
    ...[...new Set(confirm)].filter((id) => !met.has(id)).map(unused),
  ].sort(compareFindings);
}

const severity = "error" as const;

const placeless = ({ place }: Pick<Finding, "place">): number => (place === undefined ? 1 : 0);

function howToConfirm(id: string, place: number, stack: string): string {
  const command = shellCommand([
    "pulumi",
    "config",
    "set",
    "--stack",
    stack,
    "--path",
    `confirm[${place}]`,
    id,
  ]);
  return `if this change is intended, confirm it: ${command}, which adds ${id} to the list confirm in the stack's config file, where it can be part of a pull request`;
}

/** Where `howToConfirm` says that the id of a change goes in the stack's config; undefined for a finding of another kind. */
export function confirmationOf({ help = "" }: Finding): { path: string; id: string } | undefined {
  const [, path, id] = /--path '(confirm\[\d+\])' (\S+), which adds/.exec(help) ?? [];
  return path === undefined || id === undefined ? undefined : { path, id };
}

/** A mild warning: after the change was applied, its confirmation is simply still there. */
function unused(id: string): Finding {
  const code = "confirm-unused";
  if (!isChangeId(id)) {
    return {
      code,
      severity: "warning",
      message:
        "the list confirm in the stack's config has a text that is not the id of a change, so it has no effect",
      help: "remove it; the finding of a refused change names its id",
    };
  }
  return {
    code,
    severity: "warning",
    message: `the stack's config confirms ${id}, but this run has no such change; it was applied, or has become a different one`,
    help: `remove ${id} from the list confirm in the stack's config file at any time; nothing depends on it`,
  };
}
