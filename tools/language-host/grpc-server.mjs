/** gRPC over Node's own HTTP/2: as much of it as one engine calling one local plugin needs. */
import { createServer } from "node:http2";
import { decode, encode } from "./protobuf.mjs";

const OK = 0;
const UNKNOWN = 2;
const UNIMPLEMENTED = 12;

/**
 * Serves `methods` on a free loopback port and yields the port.
 *
 * Keys are full method paths (`/package.Service/Method`); a method is `{request, response, handle}`, where `handle`
 * takes the decoded request and a signal of the caller's giving up, and yields the response, or an async iterable of
 * responses for a streaming method.
 * A method that is not listed is answered with UNIMPLEMENTED, which the engine takes as "not supported".
 */
export function serve(methods) {
  const server = createServer();
  server.on("stream", async (stream, headers) => {
    stream.on("error", () => {});
    const method = methods[headers[":path"]];
    const abandoned = new AbortController();
    stream.on("close", () => abandoned.abort());
    try {
      const request = await body(stream);
      stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
      if (method === undefined) {
        return finish(stream, UNIMPLEMENTED, `${headers[":path"]} is not implemented`);
      }
      const answer = await method.handle(decode(method.request, request), abandoned.signal);
      if (answer?.[Symbol.asyncIterator]) {
        for await (const message of answer) {
          stream.write(frame(encode(method.response, message)));
        }
      } else {
        stream.write(frame(encode(method.response, answer ?? {})));
      }
      finish(stream, OK, "");
    } catch (error) {
      finish(stream, UNKNOWN, error.message);
    }
  });
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => resolve(server.address().port));
  });
}

async function body(stream) {
  const chunks = [];
  for await (const chunk of stream) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).subarray(5);
}

/** A message is preceded by one octet for compression (none) and its length in four. */
function frame(message) {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

function finish(stream, code, message) {
  if (stream.destroyed) {
    return;
  }
  stream.on("wantTrailers", () => {
    stream.sendTrailers({ "grpc-status": String(code), "grpc-message": encodeURIComponent(message) });
  });
  stream.end();
}
