/** The form of a cloud's fact table, and the tests that its stand-in keeps to it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { BridgedResource } from "../../sandbox/bridge/bridged.ts";
import type { Properties, ProviderPlugin } from "../../sandbox/provider.ts";
import type { Account } from "../../sandbox/request.ts";
import { Store, type StoredZone } from "../../sandbox/store.ts";
import { ensureZones } from "../../sandbox/zones.ts";
import { recordOf } from "./resources.ts";

/** What is done: each acts on a zone `example.com` that holds the row's `before`. */
export type Call =
  | { check: Properties }
  | { create: Properties }
  /** Create, then what a second preview would change. */
  | { preview: Properties }
  /** Create, then what a refresh would find to differ. */
  | { refresh: Properties }
  /** Create the first, then what a preview of the second would change and replace. */
  | { change: readonly [Properties, Properties]; ignoring?: readonly string[] }
  /** Create, change at the service, refresh, then what a preview of the same inputs would change. */
  | { repair: Properties; after: Properties; adopted?: true }
  | { update: readonly [Properties, Properties] }
  | { updateGone: Properties }
  | { delete: Properties }
  | { deleteGone: Properties }
  /** Create, change it otherwise, then update the resource as it was before that to the second. */
  | { stale: readonly [Properties, Properties]; meanwhile: Properties }
  /** Create, then read by an import id made of the resource's id and its zone's. */
  | { import: Properties; id: (id: string, zone: string) => string }
  /** The same, then check what was imported, as an update with `ignoreChanges: ["*"]` does. */
  | { adopt: Properties; id: (id: string, zone: string) => string }
  | { invoke: string; args: Properties };

/** What is expected of the call; what is not named is not looked at, and no error is expected unless one is. */
export interface Expected {
  error?: string;
  failures?: readonly string[];
  changed?: readonly string[];
  replaces?: readonly string[];
  id?: RegExp;
  state?: Properties;
  inputs?: Properties;
  /** Inputs that there are none of. */
  absent?: readonly string[];
  result?: Properties;
  /** How many records the zone's store holds afterwards. */
  records?: number;
}

/** One fact about a cloud: `[what, call, expected, source]`. */
export type Row = readonly [
  fact: string,
  call: Call,
  expected: Expected,
  source: string,
  setting?: { before?: readonly Properties[]; zone?: Properties; name?: string },
];

/** Exercises a cloud's fact table against its stand-in, in process. */
export function factTable(plugin: ProviderPlugin, rows: readonly Row[]): void {
  const home = mkdtempSync(join(tmpdir(), "mailzone-facts-"));
  const store = new Store(home);
  afterAll(() => {
    store.close();
    rmSync(home, { recursive: true, force: true });
  });

  describe(`${plugin.cloud} keeps to its facts`, () => {
    for (const [fact, call, expected, source, setting] of rows) {
      test(`${fact} [${source}]`, async () => {
        store.clear();
        const wanted = {
          cloud: plugin.cloud,
          name: setting?.name ?? "example.com",
          settings: setting?.zone ?? {},
        };
        const [zone] = ensureZones(home, [wanted]);
        if (!zone) throw new Error("no zone");
        const bench = new Bench(plugin, { store, cloud: plugin.cloud, account: "" }, zone);
        for (const inputs of setting?.before ?? []) await bench.create(inputs);
        await bench.verify(call, expected);
      });
    }
  });
}

class Bench {
  readonly #plugin: ProviderPlugin;
  readonly #account: Account;
  readonly #zone: StoredZone;
  readonly #resource: BridgedResource;

  constructor(plugin: ProviderPlugin, account: Account, zone: StoredZone) {
    this.#plugin = plugin;
    this.#account = account;
    this.#zone = zone;
    this.#resource = recordOf(plugin);
  }

  /** As the engine does: check first, which fills in defaults. */
  async create(inputs: Properties) {
    const checked = this.#checked(inputs);
    return { inputs: checked, ...(await this.#resource.create(this.#account, checked)) };
  }

  async verify(call: Call, expected: Expected): Promise<void> {
    if (expected.error !== undefined) {
      await expect(this.#perform(call)).rejects.toThrow(expected.error);
    } else {
      const found = await this.#perform(call);
      const { records: _, error: __, ...answers } = expected;
      for (const [key, value] of Object.entries(answers)) {
        if (key === "id") expect(found["id"]).toMatch(value as RegExp);
        else if (key === "absent")
          expect(Object.keys(found["inputs"] ?? {})).not.toEqual(expect.arrayContaining(value as string[]));
        else if (Array.isArray(value))
          expect([...(found[key] as unknown[])].sort()).toEqual(value.toSorted());
        else expect(found[key]).toMatchObject(value as Properties);
      }
    }
    if (expected.records !== undefined) {
      expect(this.#account.store.countRecords(this.#account.cloud, this.#zone.id)).toBe(expected.records);
    }
  }

  async #perform(call: Call): Promise<Properties> {
    const resource = this.#resource;
    if ("check" in call) {
      const { failures } = resource.check(this.#placed(call.check));
      return { failures: failures.map(({ property }) => property) };
    }
    if ("create" in call) return this.create(call.create);
    if ("preview" in call) {
      const { state, inputs } = await this.create(call.preview);
      return { ...resource.diff(state, inputs) };
    }
    if ("refresh" in call) {
      const { id, state, inputs } = await this.create(call.refresh);
      const live = await resource.read(this.#account, id, state, inputs);
      return { changed: differingKeys(state, live?.state ?? {}), state: live?.state };
    }
    if ("change" in call) {
      const { state } = await this.create(call.change[0]);
      return { ...resource.diff(state, this.#checked(call.change[1]), call.ignoring) };
    }
    if ("repair" in call) return this.#repaired(call.repair, call.after, call.adopted);
    if ("update" in call) {
      const { id, state } = await this.create(call.update[0]);
      return { state: await resource.update(this.#account, id, state, this.#checked(call.update[1])) };
    }
    if ("stale" in call) {
      const made = await this.create(call.stale[0]);
      await resource.update(this.#account, made.id, made.state, { ...made.inputs, ...call.meanwhile });
      return {
        state: await resource.update(this.#account, made.id, made.state, this.#checked(call.stale[1])),
      };
    }
    if ("updateGone" in call) {
      const { id, state, inputs } = await this.create(call.updateGone);
      await resource.delete(this.#account, id, state);
      return { state: await resource.update(this.#account, id, { ...state, ttl: 1234 }, inputs) };
    }
    if ("delete" in call || "deleteGone" in call) {
      const { id, state } = await this.create("delete" in call ? call.delete : call.deleteGone);
      await resource.delete(this.#account, id, state);
      if ("deleteGone" in call) await resource.delete(this.#account, id, state);
      return {};
    }
    if ("import" in call) {
      const { id } = await this.create(call.import);
      return { ...(await resource.read(this.#account, call.id(id, this.#zone.id))) };
    }
    if ("adopt" in call) {
      const { id } = await this.create(call.adopt);
      const read = await resource.read(this.#account, call.id(id, this.#zone.id));
      const { failures } = resource.check(read?.inputs ?? {}, read?.inputs);
      return { inputs: read?.inputs, failures: failures.map(({ property }) => property) };
    }
    const handler = this.#plugin.functions[call.invoke];
    if (!handler) throw new Error(`no function ${call.invoke}`);
    return { result: await handler(this.#account, this.#placed(call.args)) };
  }

  /** `adopted`: the state is that of an import by the resource's id. */
  async #repaired(inputs: Properties, after: Properties, adopted?: true): Promise<Properties> {
    const made = await this.create(inputs);
    const known = adopted ? await this.#resource.read(this.#account, made.id) : made;
    await this.#resource.update(this.#account, made.id, made.state, { ...made.inputs, ...after });
    const live = await this.#resource.read(this.#account, made.id, known?.state, known?.inputs);
    const news = this.#checked(inputs, live?.inputs);
    return { ...this.#resource.diff(live?.state ?? {}, news), inputs: news };
  }

  #checked(inputs: Properties, olds?: Properties): Properties {
    const { inputs: checked, failures } = this.#resource.check(this.#placed(inputs), olds);
    expect(failures).toEqual([]);
    return checked;
  }

  /** `inputs` with the zone that a row leaves out, in the cloud's way of naming it. */
  #placed(inputs: Properties): Properties {
    const zone =
      this.#account.cloud === "alidns" ? { domainName: this.#zone.name } : { zoneId: this.#zone.id };
    const placed = { ...zone, ...inputs };
    return Object.fromEntries(Object.entries(placed).filter(([, value]) => value !== undefined));
  }
}

function differingKeys(left: Properties, right: Properties): string[] {
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].filter((key) => JSON.stringify(left[key]) !== JSON.stringify(right[key])).sort();
}
