/** What mailzone itself reads of a project and of a stack's config without running Pulumi. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readOctets } from "../source/file.ts";
import { mapOf, type Values } from "../source/map.ts";
import { projectOf } from "../source/project.ts";
import { readYaml } from "../source/read.ts";
import { type Source, sourcesOf } from "../source/source.ts";
import { STACKS } from "./find.ts";
import { configOfShard } from "./fleet-file.ts";
import { fleetOfStack } from "./fleet-of-stack.ts";

export interface StackFile {
  /** The project's name, which is before the colon in every config key. */
  readonly project: string;
  /** The folder of the stack's specs, relative to the project's root. */
  readonly specs: string;
  /** Whether it is for the sandbox, whose clouds are nobody else's. */
  readonly sandbox: boolean;
  /** Whether Pulumi has noted there how it keeps the stack's secrets, as it does where it makes a stack or a secret. */
  readonly isMade: boolean;
  /** Ids of zones, by cloud and by the zone's name. */
  readonly zoneIds: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The project's name where none is given, as in mailzone's own Pulumi.yaml. */
export const OWN_PROJECT = "mailzone";

/** Keys of a stack's file that `pulumi stack init` or the first secret adds. */
const SECRETS = ["encryptionsalt", "encryptedkey", "secretsprovider"];

export const stackPath = (stack: string): string => join(STACKS, `Pulumi.${stack}.yaml`);

/** What is not there or cannot be read counts as not set: Pulumi reports it. What the fleet of a stack says counts first. */
export function readStackFile(root: string, stack: string): StackFile {
  const project = projectName(root);
  const { values, source } = readStackConfig(root, stack);
  const of = fleetOfStack(root, stack);
  const ofFleet = of?.fleet && configOfShard(of.fleet, of.shard);
  return {
    project,
    specs: of?.specs ?? specsIn(values, project, stack),
    sandbox: String(ofFleet?.sandbox ?? values[`${project}:sandbox`]) === "true",
    isMade: SECRETS.some((key) => Object.hasOwn(mapOf(source?.value), key)),
    zoneIds: mapOf(ofFleet?.zoneIds ?? values[`${project}:zoneIds`]) as StackFile["zoneIds"],
  };
}

/** The values under `config` by their keys, and the document that they are in; undefined if it cannot be read. */
export function readStackConfig(
  root: string,
  stack: string,
): { readonly values: Values; readonly source: Source | undefined } {
  const source = documentAt(root, stackPath(stack));
  return { values: mapOf(mapOf(source?.value)["config"]), source };
}

/** The folder of the stack's specs, in a config whose keys begin with the project. */
export function specsIn(values: Values, project: string, stack: string): string {
  const specs = values[`${project}:specs`];
  return typeof specs === "string" && specs !== "" ? specs : join(STACKS, stack);
}

/** The project's name, with which config keys begin. */
export const projectName = (root: string): string => statedProjectName(root) ?? OWN_PROJECT;

/** The name in the project's file; undefined if there is none. */
export function statedProjectName(root: string): string | undefined {
  const file = ["Pulumi.yaml", "Pulumi.yml"].find((name) => existsSync(join(root, name)));
  const { name } = file === undefined ? {} : mapOf(documentAt(root, file)?.value);
  return typeof name === "string" ? name : undefined;
}

function documentAt(root: string, file: string): Source | undefined {
  const octets = readOctets({ path: join(root, file), project: projectOf(root, root) });
  if (!(octets instanceof Uint8Array)) return undefined;
  return sourcesOf(file, readYaml(file, octets)).sources[0];
}
