/** `mailzone dkim rotate DOMAIN|PATH...`: takes the keys of domains to the next step of a rotation that may be made. */
import { existsSync } from "node:fs";
import { maxKeyDays } from "../../check/profiles.ts";
import { stackName } from "../../engine/stack-name.ts";
import { type KeyStatus, keyStatuses } from "../../live/dkim/key-status.ts";
import { askKeysAt, keyedIn } from "../../live/dkim/keys-at.ts";
import { type Rotation, rotationsOf } from "../../live/dkim/rotation.ts";
import { openAsker } from "../../live/dns/asker.ts";
import { readKey } from "../../mail/dkim-key.ts";
import type { KeyAlgorithm } from "../../mail/dkim-pair.ts";
import { isoTime, sinceTime } from "../../mail/dkim-state.ts";
import type { Loaded } from "../../pipeline.ts";
import type { Domain } from "../../preset/domain.ts";
import { type KeyChange, printRotation, rotationJson } from "../../report/dkim-rotation.ts";
import type { DkimKey } from "../../spec/spec.ts";
import { ownKeys } from "../../view/own-keys.ts";
import { withoutDot } from "../../zone/name.ts";
import { domainName } from "../domain-name.ts";
import { canBegin, type DnsOptions, readResolvers, readStart } from "../live/dns-options.ts";
import { applyCommand } from "../live/status.ts";
import { CannotRun, load, printJson, printResult } from "../output.ts";
import { whileWaiting } from "../progress.ts";
import { hintNext, type Shown } from "../shown.ts";
import { specPaths } from "../stack/spec-paths.ts";
import { KeyEdits } from "./key-edits.ts";
import { type Keep, keepInConfig, keepInFolder } from "./private-key.ts";
import { publishKeys, type WantedKey } from "./publish-keys.ts";
import { newSelector, selectorTaken } from "./selector.ts";

interface Options extends DnsOptions, Shown {
  readonly keyFolder?: string;
  readonly secret?: true;
  readonly wave?: number;
  readonly stack?: string;
  readonly format: "text" | "json";
}

/** @throws CannotRun when a name is wrong, a key cannot be kept, or a spec cannot be edited; then no spec is changed */
export async function rotate(names: readonly string[], options: Options): Promise<void> {
  const settings = { start: readStart(options.root), resolvers: readResolvers(options.resolver) };
  const keep = keepOf(options);
  const { loaded, isNamed } = loadNamed(names, options);
  const keyed = keyedIn(loaded.zones, (domain) => ownKeys(domain).length > 0);
  if (keyed.length === 0) {
    throw new CannotRun("no domain has a key of its own under dkim: make one with mailzone dkim new DOMAIN");
  }
  if (!(await canBegin(settings)))
    throw new CannotRun(
      "DNS could not be asked, so it is unknown what may follow: no server at which the delegation begins answers",
    );
  const now = new Date();
  const servers = await whileWaiting("asking DNS", () =>
    askKeysAt(keyed, { asker: openAsker({}), ...settings }),
  );
  const all = keyed.flatMap((one) => {
    const statuses = keyStatuses(one, { servers, now, apply: applyCommand });
    return rotationsOf(statuses).map((rotation): Planned => ({ domain: one.domain, rotation, statuses }));
  });
  const { waiting, beginning } = chosen(all, { now, isNamed, wave: options.wave });
  const edits = new KeyEdits();
  const changes: KeyChange[] = waiting.flatMap((one) => stepped(one, edits, now));
  if (beginning.length > 0 && keep === undefined && changes.length === 0) {
    throw new CannotRun(
      "no rotation is under way; to begin one, say where the private key goes: --key-folder FOLDER or --secret; nothing was changed",
    );
  }
  const wanted = keep === undefined ? [] : beginning.map((one) => wantedKey(one, loaded, now));
  const made = await whileWaiting("making keys", () =>
    publishKeys(wanted, { keep: keep ?? keepInConfig, now, edits }),
  );
  changes.push(
    ...made.map(
      ({ spec, selector, kept }): KeyChange => ({
        ...{ domain: spec.domain, selector, did: "began", since: isoTime(now), where: kept.where },
      }),
    ),
  );
  const left = keep === undefined ? beginning.length : 0;
  if (options.format === "json") return printJson(rotationJson(changes));
  printResult(printRotation(changes, left));
  const stacks = new Set(keyed.map(({ domain }) => domain.spec.stack));
  const isChanged = changes.some(({ did }) => did === "began" || did === "revoked");
  hintNext(isChanged && stacks.size === 1 ? applyCommand([...stacks][0]) : "", options);
}

interface Planned {
  readonly domain: Domain;
  readonly rotation: Rotation;
  readonly statuses: readonly KeyStatus[];
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

/** Which of them begin a rotation in this run; of the others, those that are on their way. */
function chosen(
  all: readonly Planned[],
  {
    now,
    isNamed,
    wave = Number.POSITIVE_INFINITY,
  }: { now: Date; isNamed: boolean; wave: number | undefined },
): { readonly waiting: readonly Planned[]; readonly beginning: readonly Planned[] } {
  const waiting = all.filter(({ rotation }) => rotation.kind !== "begin");
  const under = new Set(
    all.flatMap(({ domain, statuses }) =>
      statuses.some(({ state, isDue }) => state === "next" && !isDue) ? [domain] : [],
    ),
  );
  const age = ({ rotation }: Planned): number => {
    const since = rotation.kind === "begin" ? rotation.active?.since : undefined;
    return since === undefined ? Number.NEGATIVE_INFINITY : sinceTime(since).getTime();
  };
  const isOld = (one: Planned): boolean => {
    const days = maxKeyDays(one.domain.spec.input.profile ?? "recommended");
    return isNamed || age(one) + days * 86_400_000 < now.getTime();
  };
  const ready = all.filter((one) => one.rotation.kind === "begin" && isOld(one));
  const room = Math.max(wave - under.size, 0);
  const domains = [...new Set(ready.toSorted((a, b) => age(a) - age(b)).map(({ domain }) => domain))];
  const begun = new Set(domains.slice(0, room));
  return { waiting, beginning: ready.filter(({ domain }) => begun.has(domain)) };
}

/** Writes the steps of a domain into the edits, and says what they are. */
function stepped({ domain, rotation }: Planned, edits: KeyEdits, now: Date): KeyChange[] {
  const { spec } = domain;
  const changed = { domain: spec.domain };
  if (rotation.kind === "begin") return [];
  if (rotation.kind !== "steps") return [{ ...changed, did: "waits", why: rotation.why }];
  for (const { key, state, isFromNow } of rotation.steps) {
    edits.set(spec, key, { state, ...(isFromNow && { since: isoTime(now) }) });
  }
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

/** At least as long as the key before. */
function sizeLike(key: DkimKey | undefined): KeyAlgorithm {
  const read = readKey(key?.key ?? "", "rsa");
  return "bits" in read && read.bits > 2048 ? "rsa3072" : "rsa2048";
}
