/** The program's question what web servers serve: addresses from Node's resolver, of this machine or the one that is named. */
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { expect, test } from "@jest/globals";
import { askPolicies } from "../../../src/live/sts/ask-policies.ts";
import { makeAuthority } from "../smtp/certificates.ts";

const WEB = "127.54.7.1";
const authority = makeAuthority();
const POLICY = "version: STSv1\nmode: enforce\nmx: *.example.net\nmax_age: 86400\n";

const failing = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));

test("asks each domain once, by its addresses, and says why there is no policy", async () => {
  const issued = authority.issue({ names: ["mta-sts.example.com"] });
  const asked: string[] = [];
  const server = createServer({ key: issued.key, cert: issued.chain }, (request, response) => {
    asked.push(String(request.headers.host));
    response.end(POLICY);
  }).listen(0, WEB);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  /** As Node's own, it needs `this`. */
  class Resolver {
    readonly #hosts = new Map([["mta-sts.example.com", WEB]]);
    resolve4(host: string): Promise<string[]> {
      const address = this.#hosts.get(host);
      return address === undefined
        ? failing(host.includes("gone") ? "ENOTFOUND" : "ETIMEOUT")
        : Promise.resolve([address]);
    }
    resolve6(host: string): Promise<string[]> {
      return failing(host.includes("gone") ? "ENOTFOUND" : this.#hosts.has(host) ? "ENODATA" : "ETIMEOUT");
    }
  }
  const domains = ["example.com.", "gone.example.", "silent.example.", "example.com."];
  const found = await askPolicies(domains, new Resolver() as never, {
    ...{ port, isClosed: true, ca: [authority.cert] },
  });
  server.close();
  await once(server, "close");
  expect(Object.fromEntries(found)).toEqual({
    "example.com.": { mode: "enforce", mx: ["*.example.net"] },
    "gone.example.": { failure: "mta-sts.gone.example has no address" },
    "silent.example.": { failure: "mta-sts.silent.example could not be looked up" },
  });
  expect(asked).toEqual(["mta-sts.example.com"]);
});
