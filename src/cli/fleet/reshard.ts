/** `mailzone fleet reshard`: once the rule or the specs' places have changed, the states follow. */
import { atLeast } from "../../finding.ts";
import { planReshard, type Reshard } from "../../fleet/plan-reshard.ts";
import { endInterrupted, isReshardBegun, reshard as moveAll, readStates } from "../../fleet/reshard.ts";
import { isShardStack } from "../../spec/shard.ts";
import { firstOf, listed } from "../../words/list.ts";
import { ownCommand } from "../../words/own-command.ts";
import { counted, visible } from "../../words/text.ts";
import { isMeant } from "../confirm.ts";
import { CannotRun, printFindingsAside, printResult } from "../output.ts";
import { hint, type Shown } from "../shown.ts";
import { willing } from "../stack/willing.ts";
import { readConcurrency } from "./at-work.ts";
import { select } from "./selection.ts";
import { knownStacks } from "./stacks.ts";

interface Options extends Shown {
  readonly concurrency?: string;
  readonly yes?: true;
}

/** @throws CannotRun when a spec has an error, or the engine or a preview refuses */
export async function reshard(name: string | undefined, { yes, ...options }: Options): Promise<void> {
  const concurrency = readConcurrency(options.concurrency);
  const { root, fleet } = await select(name, { only: [] });
  const { name: fleetName } = fleet.file;
  const errors = atLeast(fleet.loaded.findings, "error");
  if (errors.length > 0) {
    printFindingsAside(errors);
    throw new CannotRun("nothing was moved: a spec with an error may be any domain's");
  }
  const of = { root, fleet: fleetName };
  const isBegun = isReshardBegun(of);
  await willing("reading what an earlier run left", ({ note }) => endInterrupted({ ...of, tell: note }));
  const known = await knownStacks();
  const own = [...known.keys()].filter((stack) => stack === fleetName || isShardStack(fleetName, stack));
  const states = await willing(`reading the states of ${counted(own.length, "stack")}`, () =>
    readStates(own),
  );
  const planned = planReshard(fleet.shards, states);
  for (const [stack, domains] of planned.left) hint(leftLine(stack, domains), options);
  if (planned.moves.length === 0 && !isBegun) {
    printResult("Nothing to move: every domain is in the state of its shard.");
    return;
  }
  printResult(shown(planned, isBegun));
  if (!(await isMeant(yes, "Move them?", "To move them, run again with --yes"))) return;
  const shards = new Set(fleet.shards.map(({ stack }) => stack));
  await willing("moving domains between the states", ({ note }) =>
    moveAll(planned.moves, { ...of, concurrency, tell: note, known, shards }),
  );
  const emptied = planned.moves.map(({ from }) => from).filter((stack) => !shards.has(stack));
  printResult(
    `Moved. pulumi up of these stacks changes none of these records; run ${ownCommand(`fleet up ${fleetName}`)} to write their outputs.${afterwards([...new Set(emptied)])}`,
  );
}

/** How many names a line has. */
const SHOWN = 5;
const LINES = 20;

function shown({ moves }: Reshard, isBegun: boolean): string {
  const lines = moves
    .slice(0, LINES)
    .map(
      ({ from, to, domains }) =>
        `  ${from} to ${to}: ${counted(domains.length, "domain")}: ${firstOf(domains, SHOWN).join(", ")}`,
    );
  if (moves.length > LINES) lines.push(`  and ${counted(moves.length - LINES, "more move")}`);
  const domains = moves.reduce((sum, move) => sum + move.domains.length, 0);
  const begun = isBegun ? ["An earlier run was killed before its last check, and is gone on with."] : [];
  const head = `${counted(domains, "domain")} in the state of another stack than their shard's. No record is changed.`;
  return [...begun, head, ...lines, ""].map(visible).join("\n");
}

const leftLine = (stack: string, domains: readonly string[]): string =>
  visible(
    `${stack} has ${counted(domains.length, "domain")} that no spec has: ${firstOf(domains, SHOWN).join(", ")}; they stay where they are`,
  );

const afterwards = (emptied: readonly string[]): string =>
  emptied.length === 0
    ? ""
    : visible(
        ` No spec is in ${listed(emptied)} any more: once a state is empty, pulumi stack rm removes the stack.`,
      );
