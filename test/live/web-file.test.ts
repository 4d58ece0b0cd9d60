/** One file from a web server: which server is asked for what, and when nobody is. */
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { iterating } from "../../src/live/dns/iterating.ts";
import { fetchFile, type WebOptions } from "../../src/live/web-file.ts";
import { modelServers } from "./dns/model-servers.ts";
import { makeAuthority } from "./smtp/certificates.ts";

const [ROOT, WEB] = ["192.0.2.1", "127.54.10.1"];
const authority = makeAuthority();
const own = authority.issue({ names: ["www.example.com"] });
const asked: string[] = [];
const server = createServer({ key: own.key, cert: own.chain }, ({ headers, url }, response) => {
  asked.push(`${headers.host}${url}`);
  response.setHeader("content-type", "Text/Plain; charset=utf-8").end("0123456789");
});
beforeAll(async () => {
  server.on("tlsClientError", () => {}).listen(0, WEB);
  await once(server, "listening");
});
afterAll(() => {
  server.close();
});

async function fetched(url: string, { most = 10, ...options }: WebOptions & { readonly most?: number } = {}) {
  asked.length = 0;
  const { ask } = modelServers({ [ROOT]: { ".": `www.example.com. A ${WEB}` } });
  const { port } = server.address() as AddressInfo;
  return await fetchFile(
    new URL(url.replace("PORT", String(port))),
    most,
    iterating(ask, { roots: [ROOT], port: 53 }),
    { isClosed: true, ca: [authority.cert], port, ...options },
  );
}

test("is what the server has at path and query, under the name of the host", async () => {
  expect(await fetched("https://www.example.com/a/b.svg?c=d#e")).toEqual({
    octets: Buffer.from("0123456789"),
    mediaType: "text/plain",
    server: `www.example.com (${WEB})`,
  });
  expect(asked).toEqual(["www.example.com/a/b.svg?c=d"]);
});

test("comes from the port of the URL", async () => {
  const { port } = server.address() as AddressInfo;
  expect(await fetched("https://www.example.com:PORT/", { port: 1 })).toMatchObject({
    mediaType: "text/plain",
  });
  expect(asked).toEqual([`www.example.com:${port}/`]);
});

test("is not taken if it is too large", async () => {
  expect(await fetched("https://www.example.com/", { most: 9 })).toEqual({
    failure: `www.example.com (${WEB}) sends more than 9 octets`,
  });
});

test.each<[string, WebOptions, string]>([
  ["https://nowhere.example/", {}, "nowhere.example has no address"],
  [
    "https://www.example.com/",
    { isClosed: false },
    `www.example.com has no address that the internet reaches (${WEB})`,
  ],
  ["https://127.0.0.1/", { isClosed: false }, "127.0.0.1 is no address that the internet reaches"],
  ["https://2130706433/", { isClosed: false }, "127.0.0.1 is no address that the internet reaches"],
  ["https://[::1]/", { isClosed: false }, "::1 is no address that the internet reaches"],
  ["https://[::ffff:10.0.0.1]/", { isClosed: false }, "::ffff:a00:1 is no address that the internet reaches"],
  [
    "https://www.example.com/",
    { ca: [] },
    `www.example.com (${WEB}) has a certificate of an authority that is not trusted`,
  ],
  [
    "https://www.example.com/",
    { signal: AbortSignal.abort() },
    `www.example.com (${WEB}) does not answer in time`,
  ],
])("%s with %j is not asked for", async (url, options, failure) => {
  expect(await fetched(url, options)).toMatchObject({ failure });
  expect(asked).toEqual([]);
});
