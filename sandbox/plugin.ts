import { createRequire } from "node:module";
import type { Properties, ProviderPlugin, ResourceHandler } from "./provider.ts";
import { present, unknownValue } from "./provider.ts";
import type { Account } from "./service.ts";
import { Store } from "./store.ts";

// The plugin speaks the engine's protocol through the SDK's generated files alone. `@pulumi/pulumi/provider` would
// load the whole SDK (114-176 ms against 72 ms, measured), cannot answer a preview of a create, prints the stack of
// every refused call, and fails on import (facts/pulumi.md 7).
const fromPulumi = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));
const grpc = fromPulumi("@grpc/grpc-js") as Grpc;
const { ResourceProviderService } = fromPulumi("./proto/provider_grpc_pb.js");
const provider = fromPulumi("./proto/provider_pb.js") as typeof import("@pulumi/pulumi/proto/provider_pb.js");
const plugin = fromPulumi("./proto/plugin_pb.js") as typeof import("@pulumi/pulumi/proto/plugin_pb.js");
const { Struct } = fromPulumi("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript(value: Properties): Message };
};
const { Empty } = fromPulumi("google-protobuf/google/protobuf/empty_pb.js") as { Empty: new () => Message };

/** Serves `standIn` to the engine on a free loopback port, which it prints as the engine expects. */
export async function servePlugin(standIn: ProviderPlugin): Promise<void> {
  const home = process.env["MAILZONE_SANDBOX"];
  if (!home) {
    process.stderr.write(
      `pulumi-resource-${standIn.name} is mailzone's stand-in for a cloud and runs only in its sandbox: ` +
        "MAILZONE_SANDBOX is not set\n",
    );
    process.exit(1);
  }
  const server = new grpc.Server({ "grpc.max_receive_message_length": 1 << 28 });
  server.addService(
    ResourceProviderService,
    handlers(standIn, new Store(home), packageVersion(standIn.name)),
  );
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
  // The engine ends its plugins, unless it was killed itself; its end of this pipe closes either way.
  process.stdin.on("end", () => process.exit(0)).resume();
}

function handlers(standIn: ProviderPlugin, store: Store, version: string) {
  const account: Account = { store, cloud: standIn.cloud, account: "" };
  const empty = () => new Empty();

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
      account.account = accountName(standIn, properties(request.getArgs()));
      return new provider.ConfigureResponse().setSupportspreview(true);
    }),
    check: answer((request) => {
      const { inputs, failures } = resource(standIn, request).check(properties(request.getNews()));
      const response = new provider.CheckResponse().setInputs(struct(inputs));
      for (const { property, reason } of failures) {
        response.addFailures(new provider.CheckFailure().setProperty(property).setReason(reason));
      }
      return response;
    }),
    diff: answer((request) => {
      const handler = resource(standIn, request);
      const ignored = new Set<string>(request.getIgnorechangesList());
      const found = handler.diff(properties(request.getOlds()), properties(request.getNews()));
      const changed = found.changed.filter((name) => !ignored.has(name));
      const { DIFF_SOME, DIFF_NONE } = provider.DiffResponse.DiffChanges;
      return new provider.DiffResponse()
        .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
        .setDiffsList(changed)
        .setReplacesList(found.replaces.filter((name) => !ignored.has(name)));
    }),
    create: answer(async (request) => {
      const inputs = properties(request.getProperties());
      const response = new provider.CreateResponse();
      if (request.getPreview()) return response.setProperties(struct(inputs));
      const { id, state } = await resource(standIn, request).create(account, known(inputs));
      return response.setId(id).setProperties(struct(outputs(id, state)));
    }),
    read: answer(async (request) => {
      // On import the engine sends no properties at all (facts/pulumi.md 7).
      const state = request.hasProperties() ? properties(request.getProperties()) : {};
      const inputs = request.hasInputs() ? properties(request.getInputs()) : {};
      const isImport = Object.keys(state).length === 0;
      const result = await resource(standIn, request).read(
        account,
        request.getId(),
        isImport ? undefined : state,
        isImport ? undefined : inputs,
      );
      const response = new provider.ReadResponse();
      if (!result) return response;
      return response
        .setId(result.id)
        .setInputs(struct(result.inputs))
        .setProperties(struct(outputs(result.id, result.state)));
    }),
    update: answer(async (request) => {
      const inputs = properties(request.getNews());
      const olds = properties(request.getOlds());
      const response = new provider.UpdateResponse();
      if (request.getPreview()) return response.setProperties(struct({ ...olds, ...inputs }));
      const id = request.getId();
      const state = await resource(standIn, request).update(account, id, olds, known(inputs));
      return response.setProperties(struct(outputs(id, state)));
    }),
    delete: answer(async (request) => {
      await resource(standIn, request).delete(account, request.getId(), properties(request.getProperties()));
      return empty();
    }),
    invoke: answer(async (request) => {
      const handler = standIn.functions[request.getTok()];
      if (!handler) throw notOffered(request.getTok());
      const result = await handler(account, properties(request.getArgs()));
      return new provider.InvokeResponse().setReturn(struct(result));
    }),
  };
}

/** Runs a handler and turns what it throws into the one line that the engine shows. */
// biome-ignore lint/suspicious/noExplicitAny: the generated request classes have no common shape but their getters.
function answer(handle: (request: any) => Message | Promise<Message>) {
  return async (call: { request: unknown }, callback: (error: object | null, response?: Message) => void) => {
    try {
      callback(null, await handle(call.request));
    } catch (error) {
      callback({
        code: grpc.status["UNKNOWN"],
        details: error instanceof Error ? error.message : String(error),
      });
    }
  };
}

function resource(standIn: ProviderPlugin, request: { getUrn(): string }): ResourceHandler {
  // urn:pulumi:<stack>::<project>::<parent type>$<type>::<name>; older engines send no separate type.
  const token = request.getUrn().split("::")[2]?.split("$").at(-1) ?? "";
  const handler = standIn.resources[token];
  if (!handler) throw notOffered(token);
  return handler;
}

function notOffered(token: string): Error {
  return new Error(`the sandbox does not offer ${token}`);
}

const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const signatureKey = "4dabf18193072939515e22adb298388d";

function accountName(standIn: ProviderPlugin, settings: Properties): string {
  for (const key of standIn.accountKeys) {
    let value = settings[key];
    if (typeof value === "object" && value && (value as Properties)[signatureKey] === secretSignature) {
      value = (value as Properties)["value"];
    }
    if (typeof value === "string" && value && value !== unknownValue && value !== "sandbox") return value;
  }
  return "";
}

function properties(message: { toJavaScript(): unknown } | undefined): Properties {
  return (message?.toJavaScript() ?? {}) as Properties;
}

function struct(value: Properties): never {
  // The generated setters want google-protobuf's own Struct type, for which no types are installed.
  return Struct.fromJavaScript(present(value)) as never;
}

/** A bridged provider has a resource's id among its outputs, where the state keeps it (pulumi-terraform-bridge, MakeTerraformResult). */
const outputs = (id: string, state: Properties): Properties => ({ ...state, id });

function known(inputs: Properties): Properties {
  if (JSON.stringify(inputs).includes(unknownValue))
    throw new Error("an input is still unknown in an update");
  return inputs;
}

function packageVersion(name: string): string {
  return fromPulumi(`@pulumi/${name}/package.json`).version;
}

interface Message {
  serializeBinary(): Uint8Array;
}

/** The part of `@grpc/grpc-js` in use; it comes with `@pulumi/pulumi` and is no dependency of our own. */
interface Grpc {
  Server: new (
    options: object,
  ) => {
    addService(service: unknown, implementation: object): void;
    bindAsync(address: string, credentials: unknown, done: (error: Error | null, port: number) => void): void;
  };
  ServerCredentials: { createInsecure(): unknown };
  status: Record<string, number>;
}
