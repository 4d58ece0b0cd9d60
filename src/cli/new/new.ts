/** `mailzone new`: writes the spec of a domain from options and answers, checks it and shows its records. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { projectLibrary } from "../../preset/library.ts";
import { summarize, summaryLine } from "../../report/summary.ts";
import { coloured, plain, printFindings } from "../../report/text.ts";
import { printZones } from "../../report/zones.ts";
import { type Above, defaultsAbove } from "../../spec/above.ts";
import { DEFAULTS_FILE, STACKS, specFileName } from "../../spec/find.ts";
import { listed } from "../../words/list.ts";
import { absolute } from "../../zone/name.ts";
import { Interview } from "../asking/interview.ts";
import { openTerminal, type Terminal } from "../asking/terminal.ts";
import { specSchemaFrom } from "../editor-schemas.ts";
import { CannotRun, exitBy, isColoured, load, printResult } from "../output.ts";
import { tellOwnPresets } from "../own-preset-faults.ts";
import { stackFolders } from "../stack/stack-folders.ts";
import { stackProblem } from "../stack/stack-name.ts";
import { writeInProject } from "../writing.ts";
import { askCloud } from "./ask-cloud.ts";
import { ABOVE, askDomain, askSpec, type GivenSpec } from "./ask-spec.ts";
import { specText } from "./spec-text.ts";

interface Options extends GivenSpec {
  readonly dns?: string;
  readonly stack?: string;
  readonly force?: boolean;
}

export async function newSpec(domain: string | undefined, options: Options): Promise<void> {
  await writeSpec(domain, options, await openTerminal());
}

/** Without a terminal, a missing option ends the command. */
export async function writeSpec(
  given: string | undefined,
  options: Options,
  terminal: Terminal | undefined,
): Promise<void> {
  const interview = new Interview(["new"], terminal);
  const { path, answers } = await interview.run(async () => {
    const domain = await askDomain(given, interview);
    const stack = await askStack(options.stack, interview);
    const path = domain === undefined || stack === undefined ? undefined : newPath(domain, stack, options);
    const above = path === undefined ? {} : defaultsAbove(path);
    sayKnown(above, interview);
    const isKnown = options.dns === undefined && above.dns !== undefined;
    const dns = isKnown ? ABOVE : await askCloud(options.dns, interview);
    const answers = await askSpec({ domain, dns, above }, options, projectLibrary(), interview);
    if (path === undefined) throw new Error("what is missing was not reported");
    return { path, answers };
  });
  writeInProject(path, specText(answers, specSchemaFrom(dirname(path))));
  const loaded = load([path]);
  const style = isColoured(process.stdout) ? coloured : plain;
  const found = tellOwnPresets(loaded.findings);
  printResult(
    `Wrote ${path}.\n\n${printZones(loaded.zones)}\n${printFindings(found, style, loaded.lines)}${summaryLine(summarize(loaded))}\n`,
  );
  exitBy(loaded.findings);
}

/** The stack; without a terminal, the only one besides the sandbox will do. */
async function askStack(given: string | undefined, interview: Interview): Promise<string | undefined> {
  const folders = stackFolders();
  const [only] = folders;
  return await interview.answer(
    {
      option: "--stack",
      given: given ?? (folders.length === 1 && !interview.isAsking ? only : undefined),
      missing: "--stack",
      read(text) {
        const problem = stackProblem(text);
        return problem === undefined ? { value: text } : { problem: `${JSON.stringify(text)}: ${problem}` };
      },
    },
    {
      what: "Pulumi stack (the spec is written to stacks/STACK/)",
      ...(only === undefined ? {} : { otherwise: only }),
    },
  );
}

/** What is not asked for, since every spec of the stack has it. */
function sayKnown(above: Above, interview: Interview): void {
  const known = ["dns", "mode", "mailbox", "gateway", "senders", "dmarc"].filter((key) => key in above);
  if (known.length > 0)
    interview.say(`The stack's ${DEFAULTS_FILE} has ${listed(known)}: the spec need not say it again.`);
}

/** Where the spec goes. @throws CannotRun if a spec is there that must not be overwritten */
function newPath(domain: string, stack: string, { force }: Options): string {
  const file = specFileName(absolute(domain));
  if (file === undefined) throw new CannotRun(`${domain} is too long for the name of a file`);
  const path = join(STACKS, stack, file);
  if (existsSync(path) && force !== true)
    throw new CannotRun(`${path} already exists; --force overwrites it`);
  return path;
}
