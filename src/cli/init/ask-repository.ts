/** Asks what a new repository needs; without a terminal, options and defaults say it. */
import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { cloudNamed, unknownCloud } from "../../cloud/named.ts";
import { projectLibrary } from "../../preset/library.ts";
import { type Above, defaultsAbove } from "../../spec/above.ts";
import type { CloudId } from "../../spec/cloud-id.ts";
import { DEFAULTS_FILE, STACKS, specFileName } from "../../spec/find.ts";
import { readStackFile, stackPath, statedProjectName } from "../../spec/stack-file.ts";
import { absolute } from "../../zone/name.ts";
import { Interview, type Read } from "../asking/interview.ts";
import type { Terminal } from "../asking/terminal.ts";
import { askCloud } from "../new/ask-cloud.ts";
import { askDomain, askSpec, type GivenSpec } from "../new/ask-spec.ts";
import { specText } from "../new/spec-text.ts";
import { CannotRun } from "../print.ts";
import { stackProblem } from "../stack/stack-name.ts";
import { type NewFile, PIPELINES, type Pipeline, type RepositoryAnswers } from "./answers.ts";
import { exampleSpec, sharedBy } from "./spec-files.ts";

/** What the options say. */
export interface GivenRepository extends GivenSpec {
  readonly project?: string;
  readonly stack?: string;
  readonly cloud: readonly string[];
  readonly ci?: string;
  /** The mail domain of the first spec. */
  readonly domain?: string;
}

const NO_PIPELINE = "none";

/** The cloud where nobody says which. */
const USUAL_CLOUD: CloudId = "cloudflare";

/** @throws CannotRun for options that will not do */
export async function askRepository(
  folder: string,
  given: GivenRepository,
  terminal: Terminal | undefined,
): Promise<RepositoryAnswers> {
  const interview = new Interview(["init", folder], terminal);
  return await interview.run(async () => {
    const project = await ask("--project", given.project, usualProject(folder), readProject, {
      what: "Name of the Pulumi project, which begins its config keys",
      interview,
    });
    const stack = await ask("--stack", given.stack, "prod", readStack, {
      what: "Name of the stack",
      interview,
    });
    const clouds = await askClouds(given.cloud, interview);
    const pipeline = await askPipeline(given.ci, interview);
    const path = join(folder, STACKS, stack, DEFAULTS_FILE);
    const above = existsSync(path) ? defaultsAbove(path) : sharedBy(clouds);
    const spec = await askFirstSpec(given, { clouds, above }, interview);
    interview.finish();
    return { project, stack, sandbox: sandboxOf(folder, stack), clouds, pipeline, spec };
  });
}

interface Asking {
  readonly what: string;
  readonly interview: Interview;
}

/** The option, else the answer, else what is usual. */
async function ask(
  option: string,
  given: string | undefined,
  usual: string,
  read: (text: string) => Read,
  { what, interview }: Asking,
): Promise<string> {
  const said = given ?? (interview.isAsking ? undefined : usual);
  return (await interview.answer({ option, given: said, read }, { what, otherwise: usual })) ?? usual;
}

async function askClouds(given: readonly string[], interview: Interview): Promise<readonly CloudId[]> {
  const clouds = given.flatMap((text) => {
    const cloud = cloudNamed(text);
    if (cloud === undefined) interview.wrong(`--cloud: ${unknownCloud(text)}`);
    return cloud === undefined ? [] : [cloud.id];
  });
  for (const cloud of clouds) interview.repeated(["--cloud", cloud]);
  if (clouds.length > 0) return [...new Set(clouds)];
  // the answer is repeated as --cloud, which may be given more than once
  const asked =
    interview.isAsking && given.length === 0 ? await askCloud(undefined, interview, "--cloud") : undefined;
  return [asked ?? USUAL_CLOUD];
}

async function askPipeline(given: string | undefined, interview: Interview): Promise<Pipeline | undefined> {
  const choices = [NO_PIPELINE, ...PIPELINES];
  const read = (text: string): Read =>
    choices.some((choice) => choice === text)
      ? { value: text }
      : { problem: `${JSON.stringify(text)} is not ${choices.join(", ")}` };
  const said = given ?? (interview.isAsking ? undefined : NO_PIPELINE);
  const answer = await interview.choose(
    { option: "--ci", given: said, read },
    {
      what: "Where does the pipeline run?",
      first: "taken",
      search: (typed) =>
        choices
          .filter((choice) => choice.startsWith(typed.trim().toLowerCase()))
          .map((choice) => ({ value: choice, title: choice })),
      none: (typed) => `${JSON.stringify(typed)} is not ${choices.join(", ")}`,
    },
  );
  return PIPELINES.find((pipeline) => pipeline === answer);
}

/** Of the domain that was named or asked for; without one, an example. */
async function askFirstSpec(
  given: GivenRepository,
  { clouds, above }: { readonly clouds: readonly CloudId[]; readonly above: Above },
  interview: Interview,
): Promise<NewFile> {
  const [cloud = USUAL_CLOUD] = clouds;
  const [said] = saidOfSpec(given);
  const isWanted = interview.isAsking || given.domain !== undefined || said !== undefined;
  if (!isWanted) return exampleSpec(cloud, above);
  const missing = said && `--domain (the mail domain that ${said} is for)`;
  const domain = await askDomain(given.domain, interview, "--domain", missing);
  const answers = await askSpec({ domain, dns: cloud, above }, given, projectLibrary(), interview);
  const path = specFileName(absolute(answers.domain));
  if (path === undefined) throw new CannotRun(`${answers.domain} is too long for the name of a file`);
  return { path, text: specText(answers) };
}

/** The options that say something of a spec. */
const saidOfSpec = (given: GivenRepository): string[] =>
  (["mailbox", "gateway", "sender", "with", "dmarc", "rua"] as const).flatMap((option) =>
    given[option] === undefined || given[option].length === 0 ? [] : [`--${option}`],
  );

/** As Pulumi takes it (pulumi 3.250.0, workspace.ValidateProjectName). */
const PROJECT = /^[\w.-]{1,100}$/;

const readProject = (text: string): Read =>
  PROJECT.test(text)
    ? { value: text }
    : {
        problem: `${JSON.stringify(text)} is not the name of a project: it has letters, digits, hyphens, underscores and dots, 100 at most`,
      };

function readStack(text: string): Read {
  const problem =
    stackProblem(text) ?? (text === "sandbox" ? "sandbox is the stack of npm run try" : undefined);
  return problem === undefined ? { value: text } : { problem: `${JSON.stringify(text)}: ${problem}` };
}

/** One for each stack: in a repository with another stack, that one has the name already. */
function sandboxOf(folder: string, stack: string): string {
  const usual = "sandbox";
  const isFree = !existsSync(join(folder, stackPath(usual)));
  return isFree || readStackFile(folder, usual).specs === `stacks/${stack}` ? usual : `${usual}-${stack}`;
}

/** Of the project that is there already, else the folder's name as far as it can be one. */
function usualProject(folder: string): string {
  const there = statedProjectName(folder);
  const name =
    there ??
    basename(resolve(folder))
      .replace(/[^\w.-]+/g, "-")
      .slice(0, 100);
  return PROJECT.test(name) && /[a-z0-9]/i.test(name) ? name : "mail-dns";
}
