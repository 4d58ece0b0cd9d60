/** Runs the guards, and lets pass what the stack's config confirms. */
import { compareFindings, type Finding } from "../finding.ts";
import type { Change } from "./change.ts";
import { changeId } from "./change-id.ts";
import { dmarcLadder } from "./dmarc-ladder.ts";
import type { Guard } from "./guard.ts";
import { guards as all } from "./guards.ts";

/** What the stack's config says for the guards. */
export interface Confirmation {
  /** The ids of changes that are meant. */
  readonly confirm: readonly string[];
  /** The stack, by the name that `pulumi config` takes. */
  readonly stack: string;
}

/**
 * Everything that the guards find, sorted: an error for what they stop, a warning for what is confirmed, and one for each
 * confirmation that meets no change.
 */
export function runGuards(
  change: Change,
  { confirm, stack }: Confirmation,
  guards: readonly Guard[] = all,
): Finding[] {
  const stopped = guards.flatMap(({ id: code, judge }) =>
    [...judge(change)].map(({ facts, ...about }) => ({ code, id: changeId(code, facts), ...about })),
  );
  const met = new Set(stopped.map(({ id }) => id));
  const asking = stopped.filter(({ id }) => !confirm.includes(id)).map((one) => ({ ...one, severity }));
  const passing = stopped.filter(({ id }) => confirm.includes(id));
  return [
    // in the order in which they are shown, what has no place last, since each command appends to the list
    ...asking
      .sort((a, b) => placeless(a) - placeless(b) || compareFindings(a, b))
      .map(({ id, help, ...finding }, i): Finding => {
        const how = howToConfirm(id, confirm.length + i, stack);
        return { ...finding, help: help === undefined ? how : `${help}; ${how}` };
      }),
    ...passing.map(
      ({ id, help: _, message, ...finding }): Finding => ({
        ...finding,
        severity: "warning",
        message: `${message}; confirmed as ${id}`,
      }),
    ),
    ...dmarcLadder(change),
    ...[...new Set(confirm)].filter((id) => !met.has(id)).map(unused),
  ].sort(compareFindings);
}

const severity = "error" as const;

const placeless = ({ place }: Pick<Finding, "place">): number => (place === undefined ? 1 : 0);

function howToConfirm(id: string, place: number, stack: string): string {
  const command = `pulumi config set --stack ${stack} --path 'confirm[${place}]' ${id}`;
  return `if it is meant, confirm this very change: ${command}, which writes ${id} into the list confirm of the stack's config file, where a pull request can carry it`;
}

/** Said mildly: after the change was applied, its confirmation has done its work and is simply still there. */
function unused(id: string): Finding {
  return {
    code: "confirm-unused",
    severity: "warning",
    message: `the stack's config confirms ${id}, and this run has no such change: it was applied, or is another one by now`,
    help: `take ${id} out of the list confirm in the stack's config file when it is convenient; nothing depends on it`,
  };
}
