/** `mailzone move DOMAIN... --from STACK --to STACK`: hands domains from one stack's state to another's. */
import process from "node:process";
import { cloudOf, zoneTokens } from "../../cloud/clouds.ts";
import { zoneResourceName } from "../../cloud/resource-name.ts";
import { makeMove, type PlannedMove, planMove } from "../../engine/move.ts";
import { stackName } from "../../engine/stack-name.ts";
import { readStackSpecs, type StackSpec } from "../../spec/stack-specs.ts";
import { firstOf } from "../../words/list.ts";
import { counted, visible } from "../../words/text.ts";
import { absolute, toAscii, withoutDot } from "../../zone/name.ts";
import { isMeant } from "../confirm.ts";
import { CannotRun, printResult } from "../print.ts";
import { usableStack } from "./stack-name.ts";
import { willing } from "./willing.ts";

interface Options {
  readonly from: string;
  readonly to: string;
  readonly yes?: true;
}

/** @throws CannotRun when the specs are not where they should be, or the engine or a preview refuses */
export async function move(domains: readonly string[], { yes, ...stacks }: Options): Promise<void> {
  const [from, to] = [usableStack(stacks.from), usableStack(stacks.to)];
  if (from === to) throw new CannotRun("--from and --to name the same stack: name the two that are meant");
  const wanted = [...new Set(domains.map((domain) => withoutDot(toAscii(domain))))];
  const specs = readStackSpecs(process.cwd());
  for (const domain of wanted) refuseMisplaced(domain, specs, from, to);
  const zones = specs
    .filter((spec) => spec.stack === stackName(to) && wanted.includes(withoutDot(spec.domain)))
    .flatMap(({ zone, clouds }) =>
      clouds
        .filter(({ create }) => create)
        .flatMap(({ cloud, account }) =>
          zoneTokens(cloudOf(cloud)).map((type) => ({ type, name: zoneResourceName(account, zone) })),
        ),
    );
  const plan = await willing(`reading stacks ${from} and ${to}`, () =>
    planMove({ from, to, domains: wanted, zones }),
  );
  printResult(shown(plan));
  if (!(await isMeant(yes, "Move them?", "To move them, run again with --yes"))) return;
  await willing(`moving from ${from} to ${to}`, ({ note }) => makeMove(plan, { tell: note }));
  printResult(
    `Moved. pulumi up of ${visible(from)} and of ${visible(to)} changes none of these records; run the latter to write its outputs.`,
  );
}

/** The spec moves first: the state follows it. */
function refuseMisplaced(domain: string, specs: readonly StackSpec[], from: string, to: string): void {
  const own = specs.filter((spec) => spec.domain === absolute(domain));
  const [before, after] = [from, to].map((stack) => own.find((spec) => spec.stack === stackName(stack)));
  if (before !== undefined) {
    throw new CannotRun(
      after === undefined
        ? `the spec of ${domain} is still in ${before.place.file}: move it to the specs of ${to} first, such as with git mv, so that each stack's specs say what its state will have`
        : `${domain} has a spec in ${before.place.file} and another one in ${after.place.file}: delete the first`,
    );
  }
  if (after === undefined && own.length > 0) {
    throw new CannotRun(
      `the spec of ${domain} is in ${own[0]?.place.file}, which belongs to neither ${from} nor ${to}: move it to the specs of ${to} first`,
    );
  }
}

/** How many domains the line names. */
const SHOWN = 5;

function shown({ from, to, domains, resources }: PlannedMove): string {
  const names = firstOf(domains, SHOWN);
  return `${visible(from)} to ${visible(to)}: ${visible(names.join(", "))}; ${counted(domains.length, "domain")}, ${counted(resources.length, "resource")} in the state. No record is changed.`;
}
