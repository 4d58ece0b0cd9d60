/** `mailzone dkim rotate DOMAIN|PATH...`: takes the keys of domains to the next step of a rotation that may be made. */
import { existsSync } from "node:fs";
import process from "node:process";
import { stackName } from "../../engine/stack-name.ts";
import { atLeast } from "../../finding.ts";
import { keyStatuses } from "../../live/dkim/key-status.ts";
import { askKeysAt, type KeyedIn, keyedIn, type ServerKey } from "../../live/dkim/keys-at.ts";
import { rotationsOf } from "../../live/dkim/rotation.ts";
import { openAsker } from "../../live/dns/asker.ts";
import type { World } from "../../live/verify/verify.ts";
import { readKey } from "../../mail/dkim-key.ts";
import type { KeyAlgorithm } from "../../mail/dkim-pair.ts";
import { isoTime } from "../../mail/dkim-state.ts";
import type { Loaded } from "../../pipeline.ts";
import { type KeyChange, printRotation, rotationJson } from "../../report/dkim-rotation.ts";
import { printSigners, type SigningKey } from "../../report/dkim-signers.ts";
import type { DkimKey, Spec } from "../../spec/spec.ts";
import { ownKeys } from "../../view/own-keys.ts";
import { counted } from "../../words/text.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import { domainName } from "../domain-name.ts";
import { canBegin, type DnsOptions, readResolvers, readStart } from "../live/dns-options.ts";
import { applyCommand } from "../live/status.ts";
import { CannotRun, load, printFindingsAside, printJson, printResult } from "../output.ts";
import { whileWaiting } from "../progress.ts";
import { hintNext, type Shown } from "../shown.ts";
import { CannotEdit } from "../spec-file-edits.ts";
import { specPaths } from "../stack/spec-paths.ts";
import { chosen, type Planned } from "./chosen.ts";
import { KeyEdits } from "./key-edits.ts";
import { type Keep, keepInConfig, keepInFolder, refuseLeftovers } from "./private-key.ts";
import { type PublishedKey, publishKeys, type WantedKey } from "./publish-keys.ts";
import { newSelector, selectorTaken } from "./selector.ts";

interface Options extends DnsOptions, Shown {
  readonly keyFolder?: string;
  readonly secret?: true;
  readonly wave?: number;
  readonly stack?: string;
  readonly format: "text" | "json";
}

/** @throws CannotRun when a name is wrong, DNS cannot be asked or a key cannot be kept; then no spec is changed */
export async function rotate(names: readonly string[], options: Options): Promise<void> {
  const settings = { start: readStart(options.root), resolvers: readResolvers(options.resolver) };
  const keep = keepOf(options);
  const { loaded, isNamed } = loadNamed(names, options);
  const keyed = keyedIn(loaded.zones, (domain) => ownKeys(domain).length > 0);
  if (keyed.length === 0) {
    throw new CannotRun("no domain has a key of its own under dkim: make one with mailzone dkim new DOMAIN");
  }
  const now = new Date();
  const servers = await askForNext(keyed, settings);
  const all = keyed.flatMap((one) => {
    const statuses = keyStatuses(one, { servers, now, apply: applyCommand });
    return rotationsOf(statuses).map((rotation): Planned => ({ domain: one.domain, rotation, statuses }));
  });
  const { waiting, beginning: ready } = chosen(all, { now, isNamed, wave: options.wave });
  const edits = new KeyEdits();
  const changes: KeyChange[] = waiting.flatMap((one) => stepped(one, edits, now));
  const beginning = ready.filter(({ domain: { spec } }) => {
    const refused = refusal(spec, () => edits.tryAdding(spec));
    if (refused !== undefined) changes.push(refused);
    return refused === undefined;
  });
  if (beginning.length > 0 && keep === undefined && changes.length === 0) {
    throw new CannotRun(
      "no rotation is under way; to begin one, say where the private key goes: --key-folder FOLDER or --secret; nothing was changed",
    );
  }
  const wanted = keep === undefined ? [] : beginning.map((one) => wantedKey(one, loaded, now));
  if (options.keyFolder !== undefined) refuseLeftovers(options.keyFolder, wanted);
  const made = await whileWaiting("making keys", () =>
    publishKeys(wanted, { keep: keep ?? keepInConfig, now, edits }),
  );
  changes.push(
    ...made.map(
      ({ spec, selector, kept }): KeyChange => ({
        ...{ domain: spec.domain, selector, did: "began", since: isoTime(now), kept },
      }),
    ),
  );
  const left = keep === undefined ? beginning.length : 0;
  // specs with errors are not among those that were looked at
  printFindingsAside(atLeast(loaded.findings, "error"));
  if (changes.some(({ did }) => did === "refused")) process.exitCode = 1;
  if (options.format === "json") return printJson(rotationJson(changes, left));
  printResult(printRotation(changes, left));
  // of many, that would be pages
  const [only, ...others] = made;
  if (only !== undefined && others.length === 0) printResult(`\n${printSigners(signingKey(only))}`);
  const stacks = new Set(keyed.map(({ domain }) => domain.spec.stack));
  const isChanged = changes.some(({ did }) => did === "began" || did === "revoked");
  hintNext(isChanged && stacks.size === 1 ? applyCommand([...stacks][0]) : "", options);
}

/** Only a next key waits for servers. @throws CannotRun if they cannot be asked */
async function askForNext(keyed: readonly KeyedIn[], settings: Omit<World, "asker">) {
  const awaited = keyed.filter(({ domain }) => ownKeys(domain).some(({ state }) => state === "next"));
  if (awaited.length === 0) return new Map<Name, readonly ServerKey[]>();
  if (!(await canBegin(settings))) {
    throw new CannotRun(
      "DNS could not be asked, so it is unknown what may follow: no server at which the delegation begins answers",
    );
  }
  const zones = new Set(awaited.map(({ zone }) => zone)).size;
  let asked = 0;
  return await whileWaiting("asking DNS", ({ tell }) =>
    askKeysAt(awaited, { asker: openAsker({}), ...settings }, () =>
      tell(`${++asked} of ${counted(zones, "zone")} asked`),
    ),
  );
}

/** What is said of a spec that cannot be edited; undefined of one that can. */
function refusal({ domain }: Spec, edit: () => void): KeyChange | undefined {
  try {
    edit();
    return undefined;
  } catch (error) {
    if (!(error instanceof CannotEdit)) throw error;
    return { domain, did: "refused", why: error.message };
  }
}

function keepOf({ keyFolder, secret }: Options): Keep | undefined {
  if (keyFolder !== undefined && secret) throw new CannotRun("give either --key-folder FOLDER or --secret");
  if (keyFolder !== undefined) return keepInFolder(keyFolder);
  return secret ? keepInConfig : undefined;
}

/** What is there is a path, all else a domain. */
function loadNamed(
  names: readonly string[],
  { stack }: Options,
): { readonly loaded: Loaded; readonly isNamed: boolean } {
  const paths = names.filter((name) => existsSync(name));
  const domains = names.filter((name) => !existsSync(name)).map((name) => withoutDot(domainName(name)));
  if (paths.length > 0 && domains.length > 0) throw new CannotRun("name either domains or paths");
  const loaded = load(specPaths(paths, stack), domains, stack && stackName(stack));
  return { loaded, isNamed: domains.length > 0 };
}

/** Writes the steps of a domain into the edits, and says what they are. */
function stepped({ domain, rotation }: Planned, edits: KeyEdits, now: Date): KeyChange[] {
  const { spec } = domain;
  const changed = { domain: spec.domain };
  if (rotation.kind === "begin") return [];
  if (rotation.kind !== "steps") return [{ ...changed, did: "waits", why: rotation.why }];
  const refused = refusal(spec, () => {
    for (const { key, state, isFromNow } of rotation.steps)
      edits.set(spec, key, { state, ...(isFromNow && { since: isoTime(now) }) });
  });
  if (refused !== undefined) return [refused];
  return [
    ...rotation.steps.map(
      ({ key, state, isFromNow }): KeyChange => ({
        ...{ ...changed, selector: key.selector },
        did: state === "active" ? "activated" : state === "revoked" ? "revoked" : "retired",
        ...(isFromNow ? { since: isoTime(now) } : key.since !== undefined && { since: key.since }),
      }),
    ),
    ...(rotation.waits === undefined ? [] : [{ ...changed, did: "waits", why: rotation.waits } as const]),
  ];
}

function wantedKey({ domain, rotation }: Planned, { zones }: Loaded, now: Date): WantedKey {
  const { spec } = domain;
  const active = rotation.kind === "begin" ? rotation.active : undefined;
  const kind = rotation.kind === "begin" ? rotation.algorithm : "rsa";
  return {
    spec,
    selector: newSelector(kind, now, selectorTaken(spec, zones)),
    algorithm: kind === "ed25519" ? "ed25519" : sizeLike(active),
  };
}

const signingKey = ({ spec, selector, algorithm, kept }: PublishedKey): SigningKey => ({
  ...{ domain: spec.domain, selector, file: kept.file },
  algorithm: algorithm === "ed25519" ? "ed25519" : "rsa",
});

/** At least as long as the key before. */
function sizeLike(key: DkimKey | undefined): KeyAlgorithm {
  const read = readKey(key?.key ?? "", "rsa");
  return "bits" in read && read.bits > 2048 ? "rsa3072" : "rsa2048";
}
