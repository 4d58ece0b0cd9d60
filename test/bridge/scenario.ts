/** A sequence of the engine's calls about one resource, as a stand-in and a provider on the real bridge are asked alike. */
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import { injectFault } from "../../sandbox/faults.ts";
import { UNKNOWN } from "../../sandbox/properties.ts";
import type { Properties, ProviderPlugin } from "../../sandbox/provider.ts";
import type { Store } from "../../sandbox/store.ts";
import type { Answer, PluginClient } from "./plugin-process.ts";

/** One call. It uses what those before it have answered, as the engine does. */
export type Step =
  /** The inputs of a program over those of the state, or, as with `ignoreChanges: ["*"]`, the latter again. */
  | { readonly check: Properties | "kept" }
  | { readonly create: "preview" | "up" }
  /** Whether the state differs from what was checked last. */
  | { readonly diff: readonly string[] }
  | { readonly update: readonly string[]; readonly preview?: true }
  | { readonly refresh: true }
  /** An import of the resource that the steps before have made, or of `id`. */
  | { readonly import: (id: string, zone: string) => string }
  | { readonly delete: true }
  | { readonly invoke: string; readonly args: Properties }
  /** What the account holds besides zones gets this, whoever put it there. */
  | { readonly put: { readonly id: string; readonly body: Properties } }
  /** The next call of the service of this name is refused. */
  | { readonly refuse: string }
  /** What somebody does in the cloud's console: writes over what is stored of the resource. */
  | { readonly console: Properties | "delete" };

export interface Scenario {
  readonly fact: string;
  readonly token: string;
  readonly steps: readonly Step[];
  /** What the zone has before the first call, besides what every zone has. */
  readonly settings?: Properties;
}

/** One side: a plugin and the store behind it, and what the resource's state is by now. */
export class Side {
  readonly #plugin: PluginClient;
  readonly #store: Store;
  readonly #cloud: Cloud;
  readonly #zone: string;
  readonly #standIn: ProviderPlugin;
  /** Whether the engine would update the resource after the last comparison. */
  #isUpdate = true;
  #checked: Properties = {};
  #id = "";
  #inputs: Properties = {};
  #state: Properties = {};

  constructor(plugin: PluginClient, store: Store, standIn: ProviderPlugin, zone: string) {
    this.#plugin = plugin;
    this.#store = store;
    this.#standIn = standIn;
    this.#cloud = standIn.cloud;
    this.#zone = zone;
  }

  /** What each step answers, under its number and kind. */
  async run({ token, steps }: Scenario): Promise<Answer> {
    const answers: Record<string, Answer> = {};
    for (const [index, step] of steps.entries()) {
      const answer = await this.#take(token, step);
      answers[`${index + 1} ${Object.keys(step)[0]}`] = answer;
      // the engine would go no further
      if ("create" in step && "error" in answer) break;
    }
    return this.#normal(answers);
  }

  async #take(token: string, step: Step): Promise<Answer> {
    const at = { token, id: this.#id, olds: this.#state, oldInputs: this.#inputs, news: this.#checked };
    if ("check" in step) {
      const news = step.check === "kept" ? this.#inputs : step.check;
      const answer = await this.#plugin.check({ token, olds: this.#inputs, news });
      this.#checked = (answer["inputs"] as Properties | undefined) ?? news;
      return answer;
    }
    if ("create" in step) {
      const answer = await this.#plugin.create({ ...at, preview: step.create === "preview" });
      return step.create === "preview" ? answer : this.#kept(answer);
    }
    if ("diff" in step) return this.#differing(token, await this.#plugin.diff({ ...at, ignored: step.diff }));
    if ("update" in step) {
      // what is not known yet is only in previews
      const isKnown = step.preview || !JSON.stringify(this.#checked).includes(UNKNOWN);
      if (!this.#isUpdate || !isKnown) return {};
      const answer = await this.#plugin.update({
        ...at,
        ignored: step.update,
        preview: step.preview ?? false,
      });
      return step.preview ? answer : this.#kept(answer);
    }
    if ("refresh" in step) return this.#kept(await this.#plugin.read(at), true);
    if ("import" in step) {
      return this.#kept(await this.#plugin.read({ token, id: step.import(this.#id, this.#zone) }), true);
    }
    if ("delete" in step) return this.#plugin.delete(at);
    if ("invoke" in step) return this.#plugin.invoke({ token: step.invoke, news: step.args });
    if ("refuse" in step) {
      injectFault(this.#store, { cloud: this.#cloud, mode: "refuse", action: step.refuse });
      return {};
    }
    if ("put" in step) {
      this.#store.putObject({ cloud: this.#cloud, account: "", ...step.put });
      return {};
    }
    return this.#edited(step.console);
  }

  /** Of what differs only inputs are compared: which outputs a provider expects to change decides nothing. */
  #differing(token: string, answer: Answer): Answer {
    const {
      changed = [],
      replaces = [],
      changes,
    } = answer as {
      readonly changed?: readonly string[];
      readonly replaces?: readonly string[];
      readonly changes?: string;
    };
    this.#isUpdate = changes === "some" && replaces.length === 0;
    if (answer["error"]) return answer;
    const inputs = Object.keys(this.#standIn.resources[token]?.schema ?? {});
    const names = changed.filter((name) => inputs.includes(name));
    return { ...answer, changed: Object.fromEntries(names.map((name) => [name, true])) };
  }

  /** The state after a call that has changed or read it. */
  #kept(answer: Answer, isRead = false): Answer {
    if (answer["state"] === undefined) return answer;
    this.#state = answer["state"] as Properties;
    this.#inputs = isRead ? (answer["inputs"] as Properties) : this.#checked;
    if (answer["id"]) this.#id = String(answer["id"]);
    return answer;
  }

  #edited(change: Properties | "delete"): Answer {
    const known = this.#store.records<Properties>(this.#cloud, this.#zone).find(({ id }) => this.#names(id));
    if (!known) throw new Error(`there is no record ${this.#id}`);
    if (change === "delete") this.#store.removeRecord(this.#cloud, known.id);
    else this.#store.changeRecord({ ...known, body: { ...known.body, ...change } });
    return {};
  }

  #names(id: string): boolean {
    return (
      id === this.#id || (this.#cloud === "route53" && id.startsWith(`${this.#zone}_${this.#state["name"]}`))
    );
  }

  /** Ids and times are each side's own; what is null is absent. */
  #normal(answers: Record<string, Answer>): Answer {
    const seen = new Map<string, string>();
    const text = JSON.stringify(answers, (key, value) =>
      OF_THE_BRIDGE.includes(key) || value === null ? undefined : value,
    )
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, "<time>")
      .replace(/\b(?:[0-9a-f]{32}|\d{18}|Z[0-9A-Z]{20})\b/g, (id) => {
        if (id === this.#zone) return "<zone>";
        if (!seen.has(id)) seen.set(id, `<id ${seen.size + 1}>`);
        return seen.get(id) ?? id;
      });
    return JSON.parse(text);
  }
}

/** What the bridge keeps in a state for itself. */
export const OF_THE_BRIDGE: readonly string[] = ["__meta", "__pulumi_raw_state_delta"];

/** The places in which two answers differ, with what either side has there. */
export function differences(standIn: unknown, bridge: unknown, place = ""): Difference[] {
  if (isObject(standIn) && isObject(bridge) && Array.isArray(standIn) === Array.isArray(bridge)) {
    const keys = new Set([...Object.keys(standIn), ...Object.keys(bridge)]);
    return [...keys].flatMap((key) =>
      differences(standIn[key], bridge[key], place ? `${place}.${key}` : key),
    );
  }
  return JSON.stringify(standIn) === JSON.stringify(bridge) ? [] : [{ place, standIn, bridge }];
}

export interface Difference {
  readonly place: string;
  readonly standIn: unknown;
  readonly bridge: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
