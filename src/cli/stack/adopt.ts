/** `mailzone adopt STACK [DOMAIN...]`: imports records that the zones already have into the stack's state. */
import { join } from "node:path";
import process from "node:process";
import { shellCommand, shellWord } from "../../../tools/shell-word.mjs";
import { writeWhole } from "../../../tools/write-file.mjs";
import { adoptionCommands, adopt as adoptRecords, importText } from "../../engine/adopt.ts";
import { otherOwners, type RecordId, recordIdKey } from "../../engine/other-owners.ts";
import { EngineRefused } from "../../engine/refused.ts";
import { applyEdits, planSpecEdits, type SpecEdit, undoEdits } from "../../engine/spec-edits.ts";
import { survey } from "../../engine/survey.ts";
import { inTemporaryFolder } from "../../engine/temporary-folder.ts";
import {
  type Adoption,
  type AdoptionChoice,
  type Left,
  planAdoption,
  specItems,
  type Taken,
  unknownRecords,
} from "../../live/adoption.ts";
import type { Survey } from "../../live/survey.ts";
import { printValue } from "../../source/print.ts";
import { ownCommand } from "../../words/own-command.ts";
import { counted, visible } from "../../words/text.ts";
import { toAscii, withoutDot } from "../../zone/name.ts";
import { canAsk, confirm } from "../confirm.ts";
import { CannotRun, printResult } from "../output.ts";
import type { Shown } from "../shown.ts";
import { writeNamed, writing } from "../writing.ts";
import { printAdoption } from "./adoption-text.ts";
import { planStack } from "./plan-stack.ts";
import { willing } from "./willing.ts";

interface Options extends Shown {
  readonly conflicting?: true;
  readonly apexCname?: true;
  readonly record?: readonly string[];
  readonly file?: string;
  readonly yes?: true;
}

/** @throws CannotRun when the zones cannot be read, or the engine refuses a step */
export async function adopt(stack: string, domains: readonly string[], options: Options): Promise<void> {
  const choice: AdoptionChoice = {
    domains: new Set(domains.map((domain) => withoutDot(toAscii(domain)))),
    also: new Set([
      ...(options.conflicting ? (["conflicting"] as const) : []),
      ...(options.apexCname ? (["apex-cname"] as const) : []),
    ]),
    records: new Set(options.record),
  };
  const surveyed = await willing(`reading stack ${stack} and its zones`, () => survey(stack));
  refuseUnknown(surveyed, choice);
  const owners = await willing("reading the states of the other stacks", () =>
    otherOwners(stack, candidates(surveyed, choice)),
  );
  const { adoption, edits } = planned(surveyed, choice, options, owners);
  const { taken, left } = adoption;
  if (taken.length + left.length > 0) printResult(printAdoption(adoption, edits));
  if (taken.length === 0) {
    printResult(
      left.length > 0
        ? "Nothing was adopted."
        : "Nothing to adopt: no conflicting records, and the stack already owns every record it wants.",
    );
    return;
  }
  if (options.file !== undefined) {
    const { file } = options;
    writeNamed(file, importText(adoption.taken), "replace");
    printResult(
      [
        "",
        `Wrote ${visible(options.file)}: ${counted(taken.length, "record")}. Nothing else was changed.`,
        "Now run:",
        ...adoptionCommands(stack, options.file).map((command) => `  ${visible(command)}`),
        `  ${shellCommand(["pulumi", "up", "--stack", stack])}`,
      ].join("\n"),
    );
    return;
  }
  if (!(await isMeant(`adopt ${counted(taken.length, "record")} into stack ${stack}`, stack, options)))
    return;
  if (edits.length > 0) await edit(stack, surveyed.root, choice, edits);
  await take(stack, adoption);
  printResult(
    `Adopted ${counted(taken.length, "record")}; no record was changed. The next pulumi up --stack ${shellWord(stack)} will do this:\n`,
  );
  await planStack(stack, { ...options, format: "text" });
  // the adoption is done, whatever the next update asks for
  process.exitCode = 0;
}

interface Planned {
  readonly adoption: Adoption;
  readonly edits: readonly SpecEdit[];
}

/** The records that would be adopted, as other stacks may own them. */
const candidates = (surveyed: Survey, choice: AdoptionChoice): RecordId[] =>
  planAdoption(surveyed, choice).taken.map(({ type, record: { id } }) => ({ type, id }));

/** What is adopted: nothing that another stack owns, and not what would lose values that no spec has, unless they can be added to the spec. */
function planned(
  surveyed: Survey,
  choice: AdoptionChoice,
  { file }: Options,
  owners: ReadonlyMap<string, string>,
): Planned {
  const all = planAdoption(surveyed, choice);
  const ownerOf = ({ type, record: { id } }: Taken): string | undefined =>
    owners.get(recordIdKey({ type, id }));
  const taken = all.taken.filter((one) => ownerOf(one) === undefined);
  const left = [
    ...all.left,
    ...all.taken.flatMap((one): Left[] => {
      const owner = ownerOf(one);
      return owner === undefined ? [] : [{ ...one, why: ownedElsewhere(one, owner, surveyed) }];
    }),
  ];
  const { edits, refused } = planSpecEdits(surveyed, specItems(taken));
  const why = (one: Taken): string | undefined => {
    if (one.carried.length === 0) return undefined;
    if (file === undefined) return refused.get(one.domain);
    const lines = specItems([one]).map(({ item }) => `- ${printValue(item)}`);
    return `add ${lines.join(" ")} under records: in its spec first, or it would be lost (--file does not edit specs)`;
  };
  const lost = taken.flatMap((one) => {
    const reason = why(one);
    return reason === undefined ? [] : [{ one, left: { ...one, why: reason } }];
  });
  return {
    adoption: {
      taken: taken.filter((record) => lost.every(({ one }) => one !== record)),
      left: [...left, ...lost.map((each) => each.left)],
    },
    edits: file === undefined ? edits : [],
  };
}

/** Two owners of one record would each undo what the other does, and one would delete it. */
const ownedElsewhere = ({ domain }: Taken, owner: string, { stack: { stack } }: Survey): string =>
  `stack ${owner} owns it: if the domain goes from there to this stack, move its spec and run ${ownCommand(shellCommand(["move", domain, "--from", owner, "--to", stack]))}`;

function refuseUnknown(surveyed: Survey, { domains, records }: AdoptionChoice): void {
  const { stack, specs } = surveyed;
  const missing = [...domains].filter((domain) => specs.every((spec) => spec.domain !== domain));
  if (missing.length > 0) {
    throw new CannotRun(
      `no spec of stack ${stack.stack} has the domain ${missing.join(", ")}: DOMAIN must be a mail domain of the stack`,
    );
  }
  const unknown = unknownRecords(surveyed, records);
  if (unknown.length > 0) {
    throw new CannotRun(
      `no foreign record in the zones of stack ${stack.stack} has the id ${unknown.join(", ")}: the findings of pulumi preview name the ids`,
    );
  }
}

/** Whether to continue: by --yes, or by an answer if there is someone to ask. */
async function isMeant(what: string, stack: string, { yes }: Options): Promise<boolean> {
  if (yes) return true;
  if (!canAsk()) {
    printResult(
      `\nNothing was changed. Run again with --yes to ${what}, or with --file ${shellWord(`${stack.replaceAll("/", "-")}.import.json`)} to write an import file and print the remaining commands.`,
    );
    return false;
  }
  const question = `${what[0]?.toUpperCase()}${what.slice(1)}? This changes no record.`;
  process.stderr.write("\n");
  if (await confirm(question)) return true;
  printResult("Nothing was changed.");
  return false;
}

/** Edits the specs, and undoes the edits if the specs then do not cover everything. */
async function edit(
  stack: string,
  root: string,
  choice: AdoptionChoice,
  edits: readonly SpecEdit[],
): Promise<void> {
  const files = edits.map(({ file }) => file).join(", ");
  writing(files, () => applyEdits(root, edits));
  const undo = (): void => writing(files, () => undoEdits(root, edits));
  try {
    const missing = planAdoption(await survey(stack), choice).taken.flatMap(({ carried }) => carried);
    if (missing.length === 0) {
      process.stderr.write(`${visible(files)}: records added\n`);
      return;
    }
  } catch (error) {
    undo();
    if (error instanceof EngineRefused)
      process.stderr.write(`${error.message.split("\n").map(visible).join("\n")}\n`);
    throw new CannotRun(
      `the stack cannot be read with the records added to ${files}, so the edit was undone and nothing was adopted`,
      { cause: error },
    );
  }
  undo();
  throw new CannotRun(
    `the records added to ${files} would not be published as they were found, so the edit was undone and nothing was adopted: add them by hand`,
  );
}

async function take(stack: string, adoption: Adoption): Promise<void> {
  await inTemporaryFolder("adopt", async (folder) => {
    const file = join(folder, "import.json");
    writing(file, () => writeWhole(file, importText(adoption.taken)));
    await willing(`adopting into stack ${stack}`, ({ note }) => adoptRecords(stack, file, { onStep: note }));
  });
}
