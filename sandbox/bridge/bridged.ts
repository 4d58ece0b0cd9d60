/**
 * A provider's resource as the engine meets it: Pulumi's bridge stands between. There are two, one for providers on
 * Terraform's plugin framework and one for those on its SDK, and they differ (docs/facts/engine.md, bridges).
 */
import { present } from "../properties.ts";
import type { Difference, Failure, Properties, ReadResult, ResourceHandler } from "../provider.ts";
import type { Account } from "../request.ts";
import { DEFAULTS, withDefaults } from "./defaults.ts";
import { imported, refreshed } from "./extraction.ts";
import { isNamed, withIgnored } from "./ignored.ts";
import type { Bridge } from "./schema.ts";

/** What the engine calls. */
export interface BridgedResource {
  /** `olds` are the inputs that the state has. */
  check(
    news: Properties,
    olds?: Properties,
  ): { readonly inputs: Properties; readonly failures: readonly Failure[] };
  diff(state: Properties, inputs: Properties, ignored?: readonly string[]): Difference;
  create(account: Account, inputs: Properties): Promise<{ readonly id: string; readonly state: Properties }>;
  /** The state that a creation would make, or an update of `state`, as far as it is known. */
  preview(inputs: Properties, state?: Properties): Properties;
  /** Without a state it is an import, and `id` the import id. Answers undefined for what is gone. */
  read(
    account: Account,
    id: string,
    state?: Properties,
    inputs?: Properties,
  ): Promise<ReadResult | undefined>;
  update(
    account: Account,
    id: string,
    state: Properties,
    inputs: Properties,
    ignored?: readonly string[],
  ): Promise<Properties>;
  delete(account: Account, id: string, state: Properties): Promise<void>;
}

export function bridged(bridge: Bridge, resource: ResourceHandler): BridgedResource {
  const { schema } = resource;
  return {
    ...(bridge === "framework" ? ofFramework(resource) : ofSdk(resource)),
    create: (account, inputs) => resource.create(account, said(inputs)),
    preview: (inputs, state) => present(resource.planned(said(inputs), state)),
    async read(account, id, state, inputs = {}) {
      const found = await resource.read(account, id, state);
      if (!found) return undefined;
      const known = state ? refreshed(schema, inputs, found.state) : imported(schema, found.state);
      return { ...found, inputs: bridge === "framework" ? said(known) : known };
    },
    delete: (account, id, state) => resource.delete(account, id, state),
  };
}

type Differing = Pick<BridgedResource, "check" | "diff" | "update">;

/** Inputs stay as the program has them, and every path of `ignoreChanges` counts. */
function ofFramework(resource: ResourceHandler): Differing {
  return {
    check: (news) => ({ inputs: news, failures: resource.check(news) }),
    diff: (state, inputs, ignored = []) => resource.diff(state, withIgnored(state, inputs, ignored)),
    update: (account, id, state, inputs, ignored = []) =>
      resource.update(account, id, state, withIgnored(state, inputs, ignored)),
  };
}

/** Defaults are inputs, and `ignoreChanges` counts where it names what has changed. */
function ofSdk(resource: ResourceHandler): Differing {
  const notIgnored = (state: Properties, inputs: Properties, ignored: readonly string[]): Properties => {
    const names = Object.keys(resource.schema).filter((name) => isNamed(name, ignored));
    return present({ ...said(inputs), ...Object.fromEntries(names.map((name) => [name, state[name]])) });
  };
  return {
    check(news, olds = {}) {
      const inputs = withDefaults(resource.schema, olds, news);
      return { inputs, failures: resource.check(said(inputs)) };
    },
    diff: (state, inputs, ignored = []) => resource.diff(state, notIgnored(state, inputs, ignored)),
    update: (account, id, state, inputs, ignored = []) =>
      resource.update(account, id, state, notIgnored(state, inputs, ignored)),
  };
}

/** Inputs as the provider gets them, without the bridge's own `__defaults` at any depth. */
function said(inputs: Properties): Properties {
  return JSON.parse(JSON.stringify(inputs, (key, value) => (key === DEFAULTS ? undefined : value)));
}
