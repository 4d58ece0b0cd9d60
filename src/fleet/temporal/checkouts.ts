/** The specs as commits have them: a copy of each commit below the worker's clone, whose packages its program finds. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { loadInTurns } from "../../pipeline.ts";
import { STACKS } from "../../spec/find.ts";
import { readFleet } from "../../spec/fleet-file.ts";
import { openSpecs } from "../../spec/open.ts";
import { type Fleet, openFleet } from "../fleet.ts";
import { writeCommit } from "../git.ts";

/** A commit has no fleet that can be used. */
export class NoFleet extends Error {}

export interface Checkout {
  /** The project's folder in the copy. */
  readonly root: string;
  readonly fleet: Fleet;
}

/** How long a copy stays after its last use, in milliseconds. */
const KEPT = 24 * 60 * 60 * 1000;
/** Fleets in memory: a run is at work on one commit, and the next run may have begun. */
const FLEETS = 2;

export class Checkouts {
  readonly #root: string;
  readonly #copies: string;
  readonly #known = new Map<string, Promise<Checkout>>();

  /** `root` is the project's folder in the worker's clone. */
  constructor(root: string) {
    this.#root = root;
    this.#copies = join(root, ".mailzone", "worker");
  }

  /** `folder` is the project's in the repository. @throws GitRefused, NoFleet, UnusablePath */
  async open(commit: string, folder: string, fleet: string): Promise<Checkout> {
    const key = JSON.stringify([commit, folder, fleet]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const opened = this.#open(commit, folder, fleet);
    this.#known.set(key, opened);
    for (const old of [...this.#known.keys()].slice(0, -FLEETS)) this.#known.delete(old);
    // it may be there the next time
    opened.catch(() => this.#known.delete(key));
    return opened;
  }

  async #open(commit: string, folder: string, name: string): Promise<Checkout> {
    const root = join(await this.#copy(commit), folder);
    const shown = join(STACKS, name);
    const read = readFleet(join(root, shown), { name, shown });
    if (read?.fleet === undefined) {
      const [finding] = read?.findings ?? [];
      throw new NoFleet(`the commit ${commit} has no fleet ${name}${finding ? `: ${finding.message}` : ""}`);
    }
    return { root, fleet: openFleet(read.fleet, await loadInTurns(openSpecs([shown], root)), root) };
  }

  /** Workers of one clone share the copies. */
  async #copy(commit: string): Promise<string> {
    const copy = join(this.#copies, commit);
    this.#clear(commit);
    if (!existsSync(copy)) {
      const draft = `${copy}.${process.pid}`;
      rmSync(draft, { recursive: true, force: true });
      mkdirSync(draft, { recursive: true });
      await writeCommit(this.#root, commit, draft);
      move(draft, copy);
    }
    const now = new Date();
    utimesSync(copy, now, now);
    return copy;
  }

  #clear(except: string): void {
    mkdirSync(this.#copies, { recursive: true });
    for (const name of readdirSync(this.#copies)) {
      const path = join(this.#copies, name);
      const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
      if (name !== except && Date.now() - mtimeMs > KEPT) rmSync(path, { recursive: true, force: true });
    }
  }
}

/** Another worker may have been quicker. */
function move(draft: string, copy: string): void {
  try {
    renameSync(draft, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
}
