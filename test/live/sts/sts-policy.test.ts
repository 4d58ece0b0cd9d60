/** Which MTA-STS policy a sender would take (RFC 8461 §3.3). */
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "@jest/globals";
import { iterating } from "../../../src/live/dns/iterating.ts";
import { stsPolicyOf } from "../../../src/live/sts/sts-policy.ts";
import { modelServers } from "../dns/model-servers.ts";
import { makeAuthority } from "../smtp/certificates.ts";

const [ROOT, WEB] = ["192.0.2.1", "127.54.4.1"];
const authority = makeAuthority();
const own = authority.issue({ names: ["mta-sts.example.com"] });
const POLICY = "version: STSv1\r\nmode: enforce\r\nmx: *.example.net\r\nmax_age: 86400\r\n";
const RECORD = '_mta-sts.example.com. TXT "v=STSv1; id=1"';
const ADDRESS = `mta-sts.example.com. A ${WEB}`;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const sends =
  (text: string, status = 200, headers = {}): Answer =>
  (_, response) =>
    response.writeHead(status, headers).end(text);

async function policy(answer: Answer, { dns = [RECORD, ADDRESS], issued = own, isClosed = true } = {}) {
  const server = createServer({ key: issued.key, cert: issued.chain }, answer).listen(0, WEB);
  server.on("tlsClientError", () => {});
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const { ask } = modelServers({ [ROOT]: { ".": dns.join("\n") } });
  const resolver = iterating(ask, { roots: [ROOT], port: 53 });
  try {
    return await stsPolicyOf("example.com.", resolver, { port, ca: [authority.cert], isClosed });
  } finally {
    server.close();
    await once(server, "close");
  }
}

describe("a policy", () => {
  test("is taken from its address, by its name", async () => {
    const asked: unknown[] = [];
    const found = await policy((request, response) => {
      asked.push(request.headers.host, request.url);
      response.end(POLICY);
    });
    expect(found).toMatchObject({ mode: "enforce", mx: ["*.example.net"], maxAge: 86_400 });
    expect(asked).toEqual(["mta-sts.example.com", "/.well-known/mta-sts.txt"]);
  });

  test.each<[string, Answer, Parameters<typeof policy>[1]]>([
    ["without a record", sends(POLICY), { dns: [ADDRESS] }],
    ["with two records", sends(POLICY), { dns: [RECORD, RECORD.replace("id=1", "id=2"), ADDRESS] }],
    ["without an address", sends(POLICY), { dns: [RECORD] }],
    ["at an address that only this machine reaches", sends(POLICY), { isClosed: false }],
    ["that is not there", sends("no", 404), {}],
    ["that is elsewhere", sends("", 302, { location: "https://example.org/" }), {}],
    ["that is none", sends("<html>"), {}],
    ["that does not end", sends("x".repeat(200_000)), {}],
    [
      "with the certificate of another host",
      sends(POLICY),
      { issued: authority.issue({ names: ["example.com"] }) },
    ],
    [
      "with a certificate that has expired",
      sends(POLICY),
      { issued: authority.issue({ names: ["mta-sts.example.com"], until: -1 }) },
    ],
    ["whose server ends the connection", (request) => request.socket.destroy(), {}],
  ])("%s is none", async (_, answer, world) => {
    expect(await policy(answer, world)).toBeUndefined();
  });
});
