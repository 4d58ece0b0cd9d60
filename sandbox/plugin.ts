/** A stand-in as a Pulumi plugin: what the engine calls, over the handlers of a cloud's folder. */
import { type BridgedResource, bridged } from "./bridge/bridged.ts";
import { type Doing, worded } from "./bridge/wording.ts";
import {
  answer,
  empty,
  grpc,
  type Message,
  packageVersion,
  plugin,
  properties,
  provider,
  ResourceProviderService,
  struct,
} from "./engine-protocol.ts";
import { UNKNOWN } from "./properties.ts";
import { type Properties, type ProviderPlugin, RefusedArguments } from "./provider.ts";
import type { Account } from "./request.ts";
import { ServiceError } from "./service.ts";
import { Store } from "./store.ts";

/** How the engine marks a secret: an object with this signature, and the value beside it (docs/facts/engine.md). */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** The longest message, in bytes: a zone's listing is one. */
const LONGEST_MESSAGE = 1 << 28;

/** Serves a stand-in to the engine on a free loopback port, which it prints as the engine expects. */
export async function servePlugin(name: string, standIn: ProviderPlugin): Promise<void> {
  const home = process.env["MAILZONE_SANDBOX"];
  if (!home) {
    process.stderr.write(
      `pulumi-resource-${name} is a mailzone stand-in for a cloud and runs only in the sandbox: ` +
        "MAILZONE_SANDBOX is not set\n",
    );
    process.exit(1);
  }
  const { port } = await listen(name, standIn, new Store(home));
  process.stdout.write(`${port}\n`);
  // the engine ends its plugins, unless it was killed itself; its end of this pipe closes either way
  process.stdin.on("end", () => process.exit(0)).resume();
}

/** Answers the engine's calls on a free loopback port. */
export async function listen(
  name: string,
  standIn: ProviderPlugin,
  store: Store,
): Promise<{ readonly port: number; readonly close: () => void }> {
  const session = new Session(standIn, store);
  const server = new grpc.Server({ "grpc.max_receive_message_length": LONGEST_MESSAGE });
  server.addService(ResourceProviderService, { ...life(packageVersion(name), session), ...work(session) });
  const port = await new Promise<number>((bound, failed) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, own) =>
      error ? failed(error) : bound(own),
    );
  });
  return { port, close: () => server.forceShutdown() };
}

/** Whom the engine talks to; the account is known once the engine has configured the provider. */
class Session {
  readonly standIn: ProviderPlugin;
  #account: Account;

  constructor(standIn: ProviderPlugin, store: Store) {
    this.standIn = standIn;
    this.#account = { store, cloud: standIn.cloud, account: "" };
  }

  get account(): Account {
    return this.#account;
  }

  configure(settings: Properties): void {
    this.#account = { ...this.#account, account: accountName(this.standIn, settings) };
  }

  /** Does something for the engine; what the service refuses is worded by the bridge. */
  async saying<T>(doing: Doing, subject: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const { bridge, frameworkLookUps = [] } = this.standIn;
      const behind = frameworkLookUps.includes(subject) ? "framework" : bridge;
      throw new ServiceError(error.code, worded(behind, doing, subject, error.message));
    }
  }

  resource(request: { getUrn(): string }): BridgedResource {
    // urn:pulumi:<stack>::<project>::<parent type>$<type>::<name>; older engines send no separate type
    const token = request.getUrn().split("::")[2]?.split("$").at(-1) ?? "";
    const handler = this.standIn.resources[token];
    if (!handler) throw notOffered(token);
    return bridged(this.standIn.bridge, handler);
  }
}

/** What is asked of a plugin itself. */
function life(version: string, session: Session) {
  return {
    handshake: answer(() => new provider.ProviderHandshakeResponse()),
    attach: answer(empty),
    cancel: answer(empty),
    getPluginInfo: answer(() => new plugin.PluginInfo().setVersion(version)),
    getSchema: answer(() => new provider.GetSchemaResponse().setSchema("{}")),
    checkConfig: answer((request) => new provider.CheckResponse().setInputs(request.getNews())),
    diffConfig: answer(() =>
      new provider.DiffResponse().setChanges(provider.DiffResponse.DiffChanges.DIFF_NONE),
    ),
    configure: answer((request) => {
      session.configure(properties(request.getArgs()));
      return new provider.ConfigureResponse().setSupportspreview(true);
    }),
  };
}

/** What is asked of its resources and look-ups. */
function work(session: Session) {
  return {
    check: answer((request) => check(session, request)),
    diff: answer((request) => diff(session, request)),
    create: answer(async (request) => {
      const inputs = properties(request.getProperties());
      const response = new provider.CreateResponse();
      const resource = session.resource(request);
      if (request.getPreview()) return response.setProperties(struct(resource.preview(inputs)));
      const { id, state } = await session.saying("creating", request.getUrn(), () =>
        resource.create(session.account, known(inputs)),
      );
      return response.setId(id).setProperties(struct(outputs(id, state)));
    }),
    read: answer((request) => read(session, request)),
    update: answer(async (request) => {
      const inputs = properties(request.getNews());
      const olds = properties(request.getOlds());
      const response = new provider.UpdateResponse();
      if (request.getPreview()) {
        return response.setProperties(struct(session.resource(request).preview(inputs, olds)));
      }
      const id = request.getId();
      const ignored = request.getIgnorechangesList();
      const state = await session.saying("updating", request.getUrn(), () =>
        session.resource(request).update(session.account, id, olds, known(inputs), ignored),
      );
      return response.setProperties(struct(outputs(id, state)));
    }),
    delete: answer(async (request) => {
      const state = properties(request.getProperties());
      await session.saying("deleting", request.getUrn(), () =>
        session.resource(request).delete(session.account, request.getId(), state),
      );
      return empty();
    }),
    invoke: answer(async (request) => {
      const handler = session.standIn.functions[request.getTok()];
      if (!handler) throw notOffered(request.getTok());
      const response = new provider.InvokeResponse();
      try {
        const result = await session.saying("invoking", request.getTok(), () =>
          handler(session.account, properties(request.getArgs())),
        );
        return response.setReturn(struct(result));
      } catch (error) {
        if (!(error instanceof RefusedArguments)) throw error;
        response.addFailures(new provider.CheckFailure().setReason(error.message));
        return response;
      }
    }),
  };
}

type Requests = typeof import("@pulumi/pulumi/proto/provider_pb.js");

function check(session: Session, request: InstanceType<Requests["CheckRequest"]>): Message {
  const { inputs, failures } = session
    .resource(request)
    .check(properties(request.getNews()), properties(request.getOlds()));
  const response = new provider.CheckResponse().setInputs(struct(inputs));
  for (const { property, reason } of failures) {
    response.addFailures(new provider.CheckFailure().setProperty(property).setReason(reason));
  }
  return response;
}

function diff(session: Session, request: InstanceType<Requests["DiffRequest"]>): Message {
  const { changed, replaces } = session
    .resource(request)
    .diff(properties(request.getOlds()), properties(request.getNews()), request.getIgnorechangesList());
  const { DIFF_SOME, DIFF_NONE } = provider.DiffResponse.DiffChanges;
  return new provider.DiffResponse()
    .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList([...changed])
    .setReplacesList([...replaces]);
}

async function read(session: Session, request: InstanceType<Requests["ReadRequest"]>): Promise<Message> {
  // on import the engine sends no properties at all (docs/facts/engine.md)
  const state = request.hasProperties() ? properties(request.getProperties()) : {};
  const inputs = request.hasInputs() ? properties(request.getInputs()) : {};
  const olds = Object.keys(state).length > 0 ? ([state, inputs] as const) : [];
  const result = await session.saying("refreshing", request.getUrn(), () =>
    session.resource(request).read(session.account, request.getId(), ...olds),
  );
  const response = new provider.ReadResponse();
  if (!result) return response;
  return response
    .setId(result.id)
    .setInputs(struct(result.inputs))
    .setProperties(struct(outputs(result.id, result.state)));
}

const notOffered = (token: string): Error => new Error(`the sandbox does not offer ${token}`);

function accountName(standIn: ProviderPlugin, settings: Properties): string {
  for (const key of standIn.accountKeys) {
    const value = plain(settings[key]);
    if (typeof value === "string" && value && value !== UNKNOWN && value !== "sandbox") return value;
  }
  return "";
}

function plain(value: unknown): unknown {
  const isSecret =
    typeof value === "object" && value && (value as Properties)[SIGNATURE_KEY] === SECRET_SIGNATURE;
  return isSecret ? (value as Properties)["value"] : value;
}

/**
 * A bridged provider has a resource's id among its outputs, where the state keeps it (docs/facts/engine.md). A state may have
 * another than the engine.
 */
const outputs = (id: string, state: Properties): Properties => ({ id, ...state });

function known(inputs: Properties): Properties {
  if (JSON.stringify(inputs).includes(UNKNOWN)) throw new Error("an input is still unknown in an update");
  return inputs;
}
