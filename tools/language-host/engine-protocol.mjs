/** The engine's protocol, spoken through the SDK's own gRPC and generated files. */
import { createRequire } from "node:module";
import path from "node:path";

/**
 * The SDK of the project that the engine stands in: beside the engine, where set-up puts a copy of this file, there is
 * none. Where that project has none, the one that this file itself comes with.
 */
function sdk() {
  for (const from of [path.join(process.cwd(), "program.js"), import.meta.url]) {
    try {
      return createRequire(createRequire(from).resolve("@pulumi/pulumi/package.json"));
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") {
        throw error;
      }
    }
  }
  process.stderr.write(`@pulumi/pulumi is not installed for ${process.cwd()}: run npm install there\n`);
  process.exit(1);
}

const fromPulumi = sdk();

const grpc = fromPulumi("@grpc/grpc-js");
const { LanguageRuntimeService } = fromPulumi("./proto/language_grpc_pb.js");
const { Empty } = fromPulumi("google-protobuf/google/protobuf/empty_pb.js");
export const language = fromPulumi("./proto/language_pb.js");
export const plugin = fromPulumi("./proto/plugin_pb.js");

export const empty = () => new Empty();

/** The longest message, in bytes: a stack's config is one. */
const LONGEST_MESSAGE = 1 << 28;

/**
 * Serves these methods on a free loopback port and yields the port. A method that is not listed is answered with
 * UNIMPLEMENTED, which the engine takes as "not supported".
 */
export function serve(methods) {
  const server = new grpc.Server({ "grpc.max_receive_message_length": LONGEST_MESSAGE });
  server.addService(LanguageRuntimeService, methods);
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

/** A method with one answer. `handle` takes the request, and a signal that the caller has given up. */
export function answer(handle) {
  return async (call, callback) => {
    try {
      callback(null, await handle(call.request, givenUp(call)));
    } catch (error) {
      callback(refusal(error));
    }
  };
}

/** A method whose answers come one by one. */
export function answers(handle) {
  return async (call) => {
    try {
      for await (const message of handle(call.request, givenUp(call))) {
        call.write(message);
      }
      call.end();
    } catch (error) {
      call.emit("error", refusal(error));
    }
  };
}

function givenUp(call) {
  const controller = new AbortController();
  call.on("cancelled", () => controller.abort());
  return controller.signal;
}

const refusal = (error) => ({ code: grpc.status.UNKNOWN, details: error.message });
