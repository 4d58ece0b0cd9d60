/** `mailzone new`: writes the spec of a domain from options and answers, checks it and shows its records. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import process from "node:process";
import { clouds } from "../cloud/clouds.ts";
import { type Library, openLibrary } from "../preset/library.ts";
import { type Parameters, readParameters, takesValue } from "../preset/parameters.ts";
import type { Preset, PresetRecord } from "../preset/preset.ts";
import { roleFault } from "../preset/role.ts";
import type { ParameterInput } from "../preset/schema.ts";
import { unwrittenUse } from "../preset/unwritten-use.ts";
import { isChosen } from "../preset/when.ts";
import { whereFound } from "../report/presets.ts";
import { summarize, summaryLine } from "../report/summary.ts";
import { coloured, plain, printFindings } from "../report/text.ts";
import { printZones } from "../report/zones.ts";
import { printSpec, type UseDraft } from "../spec/print.ts";
import type { PresetRole } from "../spec/spec.ts";
import { listed, oneOf } from "../words/list.ts";
import { nearest } from "../words/nearest.ts";
import { absolute, ownerFault, withoutDot } from "../zone/name.ts";
import { CannotRun, exitBy, isColoured, load, printResult } from "./output.ts";
import { type Ask, asker } from "./questions.ts";
import { stackProblem } from "./stack/stack-name.ts";
import { writeInProject } from "./writing.ts";

interface Options {
  readonly dns?: string;
  readonly mailbox?: string;
  readonly gateway?: string;
  readonly sender: readonly string[];
  readonly with: readonly string[];
  readonly stack?: string;
  readonly force?: boolean;
}

export async function newSpec(name: string, options: Options): Promise<void> {
  const isAsked = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const questions = isAsked ? asker(process.stdin, process.stdout) : undefined;
  try {
    await writeSpec(name, options, questions?.ask);
  } finally {
    questions?.close();
  }
}

/** Without `ask`, a missing option ends the command. */
export async function writeSpec(name: string, options: Options, ask: Ask | undefined): Promise<void> {
  const domain = domainName(name);
  const library = openLibrary();
  const stack = options.stack ?? (await stackOf(ask));
  const misnamed = stackProblem(stack);
  if (misnamed !== undefined) throw new CannotRun(`--stack ${JSON.stringify(stack)}: ${misnamed}`);
  const path = join("stacks", stack, `${domain}.yaml`);
  if (existsSync(path) && options.force !== true) {
    throw new CannotRun(`${path} already exists; --force overwrites it`);
  }
  const cloudIds = clouds.map(({ id }) => id);
  const dns =
    options.dns ??
    (await need(
      `--dns (${oneOf(cloudIds)})`,
      ask,
    )({ what: `DNS host: ${oneOf(cloudIds)}`, problem: among(cloudIds) }));
  const wrong = among(cloudIds)(dns);
  if (wrong !== undefined) throw new CannotRun(`--dns ${wrong}`);
  const chosen = await presetsOf(options, library, ask);
  const values = givenValues(
    options.with,
    chosen.map(({ preset }) => preset),
  );
  const uses: (UseDraft & { readonly role: PresetRole })[] = [];
  const lacking: string[] = [];
  for (const { preset, role } of chosen) {
    const given = values.get(preset) ?? {};
    const more = ask === undefined ? {} : await askParameters({ preset, role }, domain, given, ask);
    const all = { ...given, ...more };
    uses.push({ provider: preset.askedFor, with: all, role });
    lacking.push(...neededBy(isRequired, { preset, role }, domain, all).map((one) => flagFor(preset, one)));
  }
  if (lacking.length > 0) throw missing(lacking);
  const of = (role: PresetRole): UseDraft[] => uses.filter((one) => one.role === role);
  const [mailbox] = of("mailbox");
  const [gateway] = of("gateway");
  const text = printSpec({
    domain,
    dns,
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(gateway === undefined ? {} : { gateway }),
    senders: of("sender"),
  });
  writeInProject(path, `# yaml-language-server: $schema=${schemaFrom(dirname(path))}\n${text}`);
  const loaded = load([path]);
  const style = isColoured(process.stdout) ? coloured : plain;
  printResult(
    `Wrote ${path}.\n\n${printZones(loaded.zones)}\n${printFindings(loaded.findings, style, loaded.lines)}${summaryLine(summarize(loaded))}\n`,
  );
  exitBy(loaded.findings);
}

function domainName(text: string): string {
  const name = absolute(text.trim());
  const fault = ownerFault(name);
  if (fault !== undefined || !withoutDot(name).includes(".") || name.startsWith("*")) {
    throw new CannotRun(
      `${JSON.stringify(text)} is not a domain name${fault === undefined ? "" : `: ${fault.problem}`}`,
    );
  }
  return withoutDot(name);
}

const missing = (options: readonly string[]): CannotRun =>
  new CannotRun(
    `missing option${options.length === 1 ? "" : "s"} ${options.join(", ")}; nothing was written`,
  );

/** Asks for the value of an option. @throws CannotRun when there is nobody to ask */
function need(option: string, ask: Ask | undefined): Ask {
  if (ask !== undefined) return ask;
  return () => {
    throw missing([option]);
  };
}

const among =
  (known: readonly string[]) =>
  (answer: string): string | undefined => {
    if (known.includes(answer)) return undefined;
    const meant = nearest(answer, known);
    return `${JSON.stringify(answer)} is not ${oneOf(known)}${meant === undefined ? "" : `; did you mean ${meant}?`}`;
  };

/** The only stack besides the sandbox, else the answer. */
async function stackOf(ask: Ask | undefined): Promise<string> {
  const folders = existsSync("stacks")
    ? readdirSync("stacks", { withFileTypes: true }).filter(
        (entry) => entry.isDirectory() && entry.name !== "sandbox",
      )
    : [];
  const [only] = folders;
  if (only !== undefined && folders.length === 1 && ask === undefined) return only.name;
  const answer = await need(
    "--stack",
    ask,
  )({
    what: "Pulumi stack (the spec is written to stacks/STACK/)",
    ...(only === undefined ? {} : { otherwise: only.name }),
    problem: stackProblem,
  });
  return answer;
}

interface Chosen {
  readonly preset: Preset;
  readonly role: PresetRole;
}

async function presetsOf(options: Options, library: Library, ask: Ask | undefined): Promise<Chosen[]> {
  const { mailbox, gateway, sender } = options;
  const flagged: (readonly [PresetRole, string])[] = [
    ...(mailbox === undefined ? [] : [["mailbox", mailbox] as const]),
    ...(gateway === undefined ? [] : [["gateway", gateway] as const]),
    ...sender.map((id) => ["sender", id] as const),
  ];
  for (const [role, id] of flagged) {
    const wrong = presetProblem(library, role)(id);
    if (wrong !== undefined) throw new CannotRun(`--${role}: ${wrong}`);
  }
  const ids = [...flagged];
  if (ask !== undefined && flagged.length === 0) {
    const box = await ask({
      what: "mailbox provider (- for none)",
      about: ["`mailzone providers` lists them; `mailzone detect` identifies those that a domain uses"],
      problem: orNone(presetProblem(library, "mailbox")),
    });
    if (box !== "-") ids.push(["mailbox", box]);
    const senders = await ask({
      what: "other services that send mail, separated by spaces (- for none)",
      otherwise: "-",
      problem: orNone((text) =>
        text
          .split(/[\s,]+/)
          .map(presetProblem(library, "sender"))
          .find((one) => one !== undefined),
      ),
    });
    if (senders !== "-") ids.push(...senders.split(/[\s,]+/).map((id) => ["sender", id] as const));
  }
  if (ids.length === 0) {
    throw missing(["--mailbox ID (or --sender ID for a domain that only sends)"]);
  }
  return ids.map(([role, id]) => ({ role, preset: library.find(id) as Preset }));
}

const orNone =
  (problem: (answer: string) => string | undefined) =>
  (answer: string): string | undefined =>
    answer === "-" ? undefined : problem(answer);

const presetProblem =
  (library: Library, role: PresetRole) =>
  (id: string): string | undefined => {
    const preset = library.find(id);
    if (preset === undefined) {
      const meant = library.meant(id);
      return `unknown provider ${JSON.stringify(id)}${meant === undefined ? "; `mailzone providers` lists them" : `; did you mean ${meant}?`}`;
    }
    return roleFault(preset, unwrittenUse(id, role))?.message;
  };

const flagFor = (preset: Preset, name: string): string =>
  `--with ${preset.askedFor}.${name}=${exampleOf(preset, name)}`;

function exampleOf(preset: Preset, name: string): string {
  const example = [preset.parameters[name]?.example ?? "..."].flat().join(",");
  return /^[\w.@-]{1,40}$/.test(example) ? example : "...";
}

const isRequired = ({ need: how }: PresetRecord): boolean => how === "required";
/** What is published unless the spec leaves it out. */
const isUsual = ({ need: how }: PresetRecord): boolean => how !== "optional";

/** The preset's parameters, with these values given. */
function parametersWith({ preset, role }: Chosen, domain: string, given: UseDraft["with"]): Parameters {
  const use = unwrittenUse(preset.askedFor, role, Object.entries(given));
  return readParameters(preset, use, absolute(domain), absolute(domain));
}

/** The parameters that such records still need, given the choices so far, and those that are required in any case. */
function neededBy(
  such: (record: PresetRecord) => boolean,
  chosen: Chosen,
  domain: string,
  given: UseDraft["with"],
): string[] {
  const { records, parameters } = chosen.preset;
  const values = parametersWith(chosen, domain, given);
  const lacking = (of: (record: PresetRecord) => boolean): ReadonlySet<string> => {
    const ones = records.filter((record) => of(record) && isChosen(record, values.value));
    const filled = values.fill(JSON.stringify(ones));
    return new Set(typeof filled === "string" ? [] : filled.lacks);
  };
  const here = lacking(such);
  const anywhere = lacking(() => true);
  return Object.entries(parameters).flatMap(([name, { required }]) =>
    here.has(name) || (required === true && anywhere.has(name)) ? [name] : [],
  );
}

/** `KEY=VALUE` or `PROVIDER.KEY=VALUE`; commas separate the items of a list. @throws CannotRun for what no preset takes */
function givenValues(flags: readonly string[], presets: readonly Preset[]): Map<Preset, UseDraft["with"]> {
  const values = new Map<Preset, Record<string, string | readonly string[]>>();
  for (const flag of flags) {
    const [, whose, name = "", value = ""] = /^(?:([a-z0-9-]+)\.)?(\w+)=(.*)$/s.exec(flag) ?? [];
    if (name === "")
      throw new CannotRun(`--with ${JSON.stringify(flag)} is not KEY=VALUE or PROVIDER.KEY=VALUE`);
    const taking = presets.filter(
      (one) => Object.hasOwn(one.parameters, name) && (whose === undefined || one.askedFor === whose),
    );
    const [preset] = taking;
    if (preset === undefined) {
      const known = presets.flatMap((one) =>
        Object.keys(one.parameters).map((key) => `${one.askedFor}.${key}`),
      );
      throw new CannotRun(
        `--with ${JSON.stringify(flag)}: none of the chosen providers has this parameter; the parameters are ${known.join(", ") || "none"}`,
      );
    }
    if (taking.length > 1) {
      throw new CannotRun(
        `--with ${name}: ${listed(taking.map((one) => one.askedFor))} have this parameter; write ${taking.map((one) => `${one.askedFor}.${name}=...`).join(" or ")}`,
      );
    }
    const wrong = valueProblem(preset, name)(value);
    if (wrong !== undefined) throw new CannotRun(`--with ${name}: ${wrong}`);
    values.set(preset, { ...values.get(preset), [name]: readValue(preset, name, value) });
  }
  return values;
}

const readValue = (preset: Preset, name: string, text: string): string | readonly string[] =>
  preset.parameters[name]?.type === "list" ? text.split(",").map((item) => item.trim()) : text;

const valueProblem =
  (preset: Preset, name: string) =>
  (text: string): string | undefined => {
    const parameter = preset.parameters[name];
    if (
      parameter === undefined ||
      [readValue(preset, name, text)].flat().every((one) => takesValue(name, parameter, one))
    )
      return undefined;
    const expected =
      parameter.choices === undefined
        ? `something like ${exampleOf(preset, name)}`
        : oneOf(parameter.choices);
    return `${JSON.stringify(text)} does not look like the ${name} of ${preset.title}; expected ${expected}`;
  };

/** First asks for choices that decide which parameters are needed, then for what records published by default need. */
async function askParameters(
  chosen: Chosen,
  domain: string,
  given: UseDraft["with"],
  ask: Ask,
): Promise<Record<string, string | readonly string[]>> {
  const { preset } = chosen;
  const answers: Record<string, string | readonly string[]> = {};
  const isOpen = (name: string): boolean =>
    ![given, answers, preset.fixed].some((values) => Object.hasOwn(values, name));
  for (const name of Object.keys(preset.parameters)) {
    if (!isOpen(name) || !decides(name, chosen, domain, { ...given, ...answers })) continue;
    const { about, choices = [], find, default: usual } = preset.parameters[name] ?? {};
    const answer = await ask({
      what: `${preset.askedFor} ${name}: ${oneOf(choices)}`,
      about: [String(about), ...whereFound(find)],
      otherwise: String(usual),
      problem: valueProblem(preset, name),
    });
    if (answer !== usual) answers[name] = answer;
  }
  for (const name of neededBy(isUsual, chosen, domain, { ...given, ...answers })) {
    const parameter = preset.parameters[name] as ParameterInput;
    const answer = await ask({
      what: `${preset.askedFor} ${name}`,
      about: [
        `${parameter.about}${parameter.example === undefined ? "" : `, such as ${exampleOf(preset, name)}`}`,
        ...whereFound(parameter.find),
      ],
      ...(parameter.required ? {} : { otherwise: "-" }),
      problem: valueProblem(preset, name),
    });
    if (answer !== "-") answers[name] = readValue(preset, name, answer);
  }
  return answers;
}

/** Whether a parameter is a choice with a default that decides what else is needed. */
function decides(name: string, chosen: Chosen, domain: string, given: UseDraft["with"]): boolean {
  const { choices = [], default: usual } = chosen.preset.parameters[name] ?? {};
  if (usual === undefined) return false;
  const needs = choices.map((choice) =>
    neededBy(isUsual, chosen, domain, { ...given, [name]: choice }).join(),
  );
  return new Set(needs).size > 1;
}

/** The path of the spec schema from a folder, for editors. */
const schemaFrom = (folder: string): string =>
  relative(folder, join(import.meta.dirname, "../../schema/spec.schema.json"))
    .split(sep)
    .join("/");
