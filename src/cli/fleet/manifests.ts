/** `mailzone fleet manifests`: the shards as Stacks of the Pulumi Kubernetes Operator. It contacts no cluster. */
import { readdirSync, statSync } from "node:fs";
import { join, posix, relative, resolve } from "node:path";
import process from "node:process";
import { makeFolder } from "../../../tools/write-file.mjs";
import { atLeast, quote } from "../../finding.ts";
import type { Fleet } from "../../fleet/fleet.ts";
import { GitRefused, type Origin, originOf } from "../../fleet/git.ts";
import { isLabel, isSubdomain } from "../../fleet/kubernetes-name.ts";
import { hasPassword, type RepositoryUrl, repositoryUrl } from "../../fleet/repository-url.ts";
import {
  fleetManifests,
  MADE_BY,
  type Manifest,
  manifestHead,
  type OnCluster,
  printManifest,
  printManifests,
} from "../../report/fleet-manifests.ts";
import { type Workers, workerManifest, workersHead } from "../../report/worker-manifest.ts";
import { isBelow } from "../../source/project.ts";
import { STACKS } from "../../spec/find.ts";
import { projectName, readStackFile } from "../../spec/stack-file.ts";
import { listed } from "../../words/list.ts";
import { counted, visible } from "../../words/text.ts";
import { CannotRun, printFindingsAside, printResult } from "../output.ts";
import { readNamed } from "../read-named.ts";
import { hint, type Shown } from "../shown.ts";
import { writeNamed, writing } from "../writing.ts";
import { select } from "./selection.ts";

interface Options extends Pick<Shown, "quiet"> {
  readonly repo?: string;
  readonly branch?: string;
  readonly commit?: string;
  readonly repoDir?: string;
  readonly gitSecret?: string;
  readonly namespace?: string;
  readonly backend?: string;
  readonly org?: string;
  readonly secret?: string;
  readonly serviceAccount?: string;
  readonly image?: string;
  readonly out?: string;
  readonly workers?: string;
}

export async function manifests(name: string | undefined, options: Options): Promise<void> {
  refuseNames(options);
  refuseBackend(options.backend);
  refuseOrg(options);
  if (options.out === "") throw new CannotRun("--out is empty: name a folder");
  // reading the fleet changes to the project's folder
  const out = options.out === undefined ? undefined : resolve(options.out);
  const { root, fleet } = await select(name, { only: [] });
  const blocked = atLeast(fleet.shared, "error");
  if (blocked.length > 0) {
    printFindingsAside(blocked);
    process.stderr.write("Nothing was written: these errors may concern any shard.\n");
    process.exitCode = 1;
    return;
  }
  refuseShards(fleet, root);
  const on = await onCluster(root, options);
  const { name: fleetName } = fleet.file;
  const set: ManifestSet =
    options.workers === undefined
      ? { head: manifestHead(fleetName), what: "Stack", all: fleetManifests(fleet, on) }
      : {
          head: workersHead(fleetName),
          what: "Deployment",
          all: [workerManifest(fleet, on, workersOf(options))],
        };
  if (out === undefined) printResult(printManifests(set.head, set.all));
  else writeAll(out, { ...set, root, shown: options });
}

/** What is written at once: the first line of each file, by which it is known again, and what each is. */
interface ManifestSet {
  readonly head: string;
  readonly what: "Stack" | "Deployment";
  readonly all: readonly Manifest[];
}

const MOST_WORKERS = 1000;

/** @throws CannotRun */
function workersOf({ workers, image }: Options): Workers {
  const replicas = Number(workers);
  if (!Number.isInteger(replicas) || replicas < 1 || replicas > MOST_WORKERS) {
    throw new CannotRun(
      `--workers is ${quote(workers ?? "")}: it has to be a whole number from 1 to ${MOST_WORKERS}`,
    );
  }
  if (image !== undefined) return { replicas, image };
  throw new CannotRun("--workers needs --image: one with git, Node 22.18 or newer, and pulumi");
}

/** @throws CannotRun */
async function onCluster(root: string, options: Options): Promise<OnCluster> {
  const { namespace, backend, org, secret, gitSecret, image, serviceAccount } = options;
  const origin = await originIn(root);
  const repository = repositoryOf(options, origin);
  if (repository.hadCredentials) {
    hint(`the repository is written without its credentials: ${visible(repository.url)}`, options);
  }
  return {
    project: projectName(root),
    repository,
    at: revisionOf(options, origin),
    folder: folderOf(options, origin),
    ...(namespace !== undefined && { namespace }),
    ...(backend !== undefined && { backend }),
    ...(org !== undefined && { org }),
    ...(secret !== undefined && { secret }),
    ...(gitSecret !== undefined && { gitSecret }),
    ...(image !== undefined && { image }),
    ...(serviceAccount !== undefined && { serviceAccount }),
  };
}

/** Or why git does not know. */
async function originIn(root: string): Promise<Origin | GitRefused> {
  try {
    return await originOf(root);
  } catch (error) {
    if (error instanceof GitRefused) return error;
    throw error;
  }
}

function repositoryOf({ repo }: Options, origin: Origin | GitRefused): RepositoryUrl {
  const url = repo ?? (origin instanceof GitRefused ? undefined : origin.url);
  if (url === undefined) {
    const why = origin instanceof GitRefused ? origin.message : "git knows no remote origin here";
    throw new CannotRun(`${visible(why)}: name the repository with --repo URL`);
  }
  const usable = repositoryUrl(url);
  if (usable !== undefined) return usable;
  // what it is may be a secret that was pasted, so only git's own is shown
  throw new CannotRun(
    repo === undefined
      ? `a cluster cannot fetch the remote origin, ${visible(url)}: name the repository with --repo URL`
      : "--repo is no URL that a cluster can fetch: https://HOST/PATH, ssh://git@HOST/PATH or git@HOST:PATH",
  );
}

function revisionOf({ branch, commit }: Options, origin: Origin | GitRefused): OnCluster["at"] {
  if (commit !== undefined) {
    if (branch !== undefined)
      throw new CannotRun("--branch and --commit exclude each other: use one of them");
    if (/^[0-9a-f]{40}$/.test(commit)) return { commit };
    throw new CannotRun("--commit is the whole hash, 40 hexadecimal digits: git rev-parse HEAD prints it");
  }
  if (branch === "") throw new CannotRun("--branch is empty: name a branch");
  const name = branch ?? (origin instanceof GitRefused ? undefined : origin.branch);
  if (name !== undefined) return { branch: name };
  throw new CannotRun(
    "git does not know the default branch of the remote origin: say which one the operator follows, such as --branch main",
  );
}

function folderOf({ repoDir }: Options, origin: Origin | GitRefused): string {
  if (repoDir === undefined) return origin instanceof GitRefused ? "" : origin.folder;
  const path = posix.normalize(repoDir).replace(/\/$/, "");
  if (path.startsWith("/") || path === ".." || path.startsWith("../")) {
    throw new CannotRun("--repo-dir is a path from the repository's root, such as mail");
  }
  return path === "." ? "" : path;
}

function refuseNames({ namespace, secret, gitSecret, serviceAccount }: Options): void {
  if (namespace !== undefined && !isLabel(namespace)) {
    throw new CannotRun(
      `${quote(namespace)} cannot be a namespace: it has small letters, digits and hyphens, at most 63`,
    );
  }
  const names = { "--secret": secret, "--git-secret": gitSecret, "--service-account": serviceAccount };
  for (const [option, name] of Object.entries(names)) {
    // it may be the secret itself
    if (name !== undefined && !isSubdomain(name)) {
      throw new CannotRun(
        `${option} is the name of an object on the cluster: small letters, digits, hyphens and points, at most 253`,
      );
    }
  }
}

function refuseBackend(backend: string | undefined): void {
  if (backend === undefined) return;
  if (!URL.canParse(backend)) {
    throw new CannotRun("--backend is no URL, such as s3://BUCKET, postgres://HOST/DATABASE or https://HOST");
  }
  if (hasPassword(backend)) {
    throw new CannotRun(
      "--backend has a password in it, which belongs in no manifest: put the URL into the Secret of --secret, as PULUMI_BACKEND_URL",
    );
  }
  if (URL.parse(backend)?.protocol === "file:") {
    throw new CannotRun("--backend is a folder, which goes with the pod: the states have to be elsewhere");
  }
}

/** Only a service that speaks HTTP has organizations. */
function refuseOrg({ org, backend }: Options): void {
  if (org === undefined) return;
  if (!/^[\w-]+$/.test(org)) {
    throw new CannotRun(
      `--org is ${quote(org)}: an organization has letters, digits, hyphens and underscores`,
    );
  }
  if (backend !== undefined && !/^https?:/.test(backend)) {
    throw new CannotRun("--org is for Pulumi Cloud: the backend that --backend names has no organizations");
  }
}

function refuseShards({ file, shards }: Fleet, root: string): void {
  if (shards.length === 0) throw new CannotRun(`the fleet ${visible(file.name)} has no shards`);
  if (shards.some(({ stack }) => readStackFile(root, stack).sandbox)) {
    throw new CannotRun(`the fleet ${visible(file.name)} is for the sandbox, which a cluster does not have`);
  }
}

interface Written extends ManifestSet {
  readonly root: string;
  readonly shown: Pick<Shown, "quiet">;
}

/** @throws CannotRun; what is somebody else's is not replaced */
function writeAll(out: string, { head, what, root, all, shown }: Written): void {
  const folder = relative(process.cwd(), out) || ".";
  if (isBelow(out, join(root, STACKS))) {
    throw new CannotRun(
      `${visible(folder)} is below ${STACKS}, where every file is a spec: name another folder`,
    );
  }
  const files = all.map((manifest) => ({ manifest, path: join(folder, `${manifest.name}.yaml`) }));
  const there = filesIn(folder);
  for (const { path } of files) {
    if (there.has(path) && !headOf(path).startsWith(MADE_BY)) {
      throw new CannotRun(
        `${visible(path)} was not made by mailzone fleet manifests, so it is not replaced: name another folder with --out`,
      );
    }
  }
  for (const { manifest, path } of files) {
    writeNamed(path, printManifest(head, manifest), "replace");
    there.delete(path);
  }
  const left = [...there].filter((path) => headOf(path) === head);
  if (left.length > 0) {
    hint(
      `${counted(left.length, "file")} of shards that no spec is in any more: ${visible(listed(left))}; kubectl delete -f deletes their Stacks, and no record`,
      shown,
    );
  }
  printResult(`wrote ${counted(files.length, what)} to ${visible(folder)}`);
}

/** The YAML files of the folder, which is made if it is missing. @throws CannotRun */
function filesIn(folder: string): Set<string> {
  const names: string[] = [];
  writing(folder, () => {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
      throw new CannotRun(`${visible(folder)} is not a folder`);
    }
    makeFolder(folder);
    names.push(...readdirSync(folder));
  });
  return new Set(
    names
      .filter((name) => name.endsWith(".yaml"))
      .sort()
      .map((name) => join(folder, name)),
  );
}

/** More than any manifest has. */
const MOST_OCTETS = 1024 * 1024;

/** The first line; "" of what cannot be read, which is nothing that was made here. */
function headOf(path: string): string {
  try {
    return Buffer.from(readNamed(path, MOST_OCTETS)).toString("utf8").split("\n", 1)[0] ?? "";
  } catch (error) {
    if (error instanceof CannotRun) return "";
    throw error;
  }
}
