/** A project with a fleet on a sandbox of its own, and `mailzone fleet` there with the real engine. */
import { once } from "node:events";
import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import { type Fault, injectFault } from "../../sandbox/faults.ts";
import { ensureSandboxHome, sandboxEnvironment } from "../../sandbox/home.ts";
import { type LoggedRequest, Store, type StoredRecord } from "../../sandbox/store.ts";
import { ensureZones, wantedZones, zoneId } from "../../sandbox/zones.ts";
import { loadPaths } from "../../src/pipeline.ts";
import { program } from "../built.ts";
import { FleetProject } from "../fleet/project.ts";
import { Victims } from "./killing.ts";

const repository = join(import.meta.dirname, "../..");

/** How many records a zone has from the beginning. */
const BORN_WITH: Readonly<Record<Cloud, number>> = { route53: 2, cloudflare: 0, alidns: 0 };

const CHANGES: ReadonlySet<string> = new Set(["create", "update", "delete"]);

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class SandboxFleet extends FleetProject {
  readonly home: string;
  readonly #environment: NodeJS.ProcessEnv;

  /** The fleet `prod`, with its specs and its fleet.yaml. */
  constructor(files: Readonly<Record<string, string>>, environment: Readonly<Record<string, string>> = {}) {
    super({
      "Pulumi.yaml":
        "name: acme-mail\nruntime: {name: nodejs, options: {typescript: false}}\nmain: main.ts\nstackConfigDir: stacks\n",
      "package.json": '{"type": "module"}',
      "main.ts": `export { default } from ${JSON.stringify(program("src/pulumi/main.ts"))};\n`,
      ...files,
    });
    symlinkSync(join(repository, "node_modules"), join(this.root, "node_modules"));
    this.home = ensureSandboxHome(join(this.root, "sandbox"), program("sandbox/plugin-main.ts"));
    this.#environment = {
      ...process.env,
      ...sandboxEnvironment(this.home, process.env["MAILZONE_ENGINE_BIN"] ?? ""),
      NODE_OPTIONS: "",
      NO_COLOR: "1",
      ...environment,
    };
  }

  /** Makes the zones of the specs that are there now. */
  haveZones(): void {
    ensureZones(this.home, wantedZones(loadPaths(["stacks"], this.root).zones));
  }

  begin(...words: string[]): Victims {
    return this.#begin(words);
  }

  #begin(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Victims {
    return new Victims(process.execPath, [program("src/cli/main.ts"), "fleet", ...words], {
      cwd: this.root,
      env: { ...this.#environment, ...environment },
    });
  }

  fleet(...words: string[]): Promise<Ran> {
    return this.endOf(this.begin(...words));
  }

  fleetWith(environment: Readonly<Record<string, string>>, ...words: string[]): Promise<Ran> {
    return this.endOf(this.#begin(words, environment));
  }

  async endOf(run: Victims): Promise<Ran> {
    // what it said has then been read, too
    const [code] = await once(run.child, "close");
    return { code, stdout: run.stdout, stderr: run.stderr };
  }

  spoil(fault: Fault): void {
    this.#inStore((store) => injectFault(store, fault));
  }

  /** How many of the injected faults wait for a call. */
  faultsWaiting(): number {
    return this.#inStore((store) => store.all("SELECT 1 FROM faults WHERE times > 0").length);
  }

  /** How many records all zones have, without what a zone is born with. */
  stored(): number {
    return this.#inStore((store) =>
      store.zones().reduce((sum, { cloud, id }) => sum + store.countRecords(cloud, id) - BORN_WITH[cloud], 0),
    );
  }

  /** What the zones hold, a line a record, sorted; ids are the sandbox's own. */
  zoneTexts(): readonly string[] {
    return this.#inStore((store) =>
      store
        .zones()
        .flatMap(({ cloud, id, name }) =>
          store.records(cloud, id).map((record: StoredRecord) => `${cloud} ${name} ${textOf(record)}`),
        )
        .sort(),
    );
  }

  /** Everything at one name, with ids and times. */
  recordsAt(cloud: Cloud, zone: string, owner: string): readonly StoredRecord[] {
    return this.#inStore((store) => store.records(cloud, zoneId({ cloud, name: zone }), `${owner}.${zone}`));
  }

  /** How many changes of records the clouds were asked for. */
  calls(): number {
    return this.requests().length;
  }

  /** The calls of records that the clouds were asked for. */
  requests(): readonly LoggedRequest[] {
    return this.#inStore((store) => store.requests().filter(({ action }) => CHANGES.has(action)));
  }

  /** The runs that are kept, oldest first. */
  journals(): readonly string[] {
    const folder = join(this.root, ".mailzone/fleet/prod");
    const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
    return files.sort().map((file) => readFileSync(join(folder, file), "utf8"));
  }

  #inStore<T>(work: (store: Store) => T): T {
    const store = new Store(this.home);
    try {
      return work(store);
    } finally {
      store.close();
    }
  }
}

/** What differs between two of the same. */
const OF_ITS_OWN: ReadonlySet<string> = new Set([
  "id",
  "createdOn",
  "modifiedOn",
  "createTimestamp",
  "updateTimestamp",
]);

const textOf = ({ owner, type, body }: StoredRecord): string =>
  `${owner} ${type} ${JSON.stringify(Object.entries(body).filter(([key]) => !OF_ITS_OWN.has(key)))}`;
