/**
 * The engine's protocol, spoken through the SDK's generated files alone. `@pulumi/pulumi/provider` would load the whole
 * SDK (114-176 ms against 72 ms, measured), cannot answer a preview of a create, prints the stack of every refused call,
 * and fails on import (docs/facts/engine.md).
 */
import { createRequire } from "node:module";
import { present } from "./properties.ts";
import type { Properties } from "./provider.ts";

const fromPulumi = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));

export const grpc = fromPulumi("@grpc/grpc-js") as Grpc;
export const { ResourceProviderService } = fromPulumi("./proto/provider_grpc_pb.js");
export const provider = fromPulumi(
  "./proto/provider_pb.js",
) as typeof import("@pulumi/pulumi/proto/provider_pb.js");
export const plugin = fromPulumi(
  "./proto/plugin_pb.js",
) as typeof import("@pulumi/pulumi/proto/plugin_pb.js");

const { Struct } = fromPulumi("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript(value: Properties): Message };
};
const { Empty } = fromPulumi("google-protobuf/google/protobuf/empty_pb.js") as { Empty: new () => Message };

export interface Message {
  serializeBinary(): Uint8Array;
}

/** The part of `@grpc/grpc-js` in use; it comes with `@pulumi/pulumi` and is no dependency of our own. */
interface Grpc {
  readonly Server: new (
    options: object,
  ) => {
    addService(service: unknown, implementation: object): void;
    bindAsync(address: string, credentials: unknown, done: (error: Error | null, port: number) => void): void;
    forceShutdown(): void;
  };
  readonly ServerCredentials: { createInsecure(): unknown };
  readonly status: Readonly<Record<string, number>>;
}

/** Runs a handler and turns what it throws into the one line that the engine shows. */
// biome-ignore lint/suspicious/noExplicitAny: the generated request classes have no common shape but their getters.
export function answer(handle: (request: any) => Message | Promise<Message>) {
  return async (
    call: { readonly request: unknown },
    callback: (error: object | null, response?: Message) => void,
  ): Promise<void> => {
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

export const empty = (): Message => new Empty();

/** What a message holds; nothing where there is none. */
export function properties(message: { toJavaScript(): unknown } | undefined): Properties {
  return (message?.toJavaScript() ?? {}) as Properties;
}

export function struct(value: Properties): never {
  // the generated setters want google-protobuf's own Struct type, for which no types are installed
  return Struct.fromJavaScript(present(value)) as never;
}

/** The version of a Pulumi package, which is that of its plugin. */
export function packageVersion(name: string): string {
  return fromPulumi(`@pulumi/${name}/package.json`).version;
}
