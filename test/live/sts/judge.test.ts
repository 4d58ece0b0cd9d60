/** What `verify` says of the policy that a domain's web server has, in view of the spec's. */
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { expect, test } from "@jest/globals";
import { iterating } from "../../../src/live/dns/iterating.ts";
import { judgePolicies } from "../../../src/live/sts/judge.ts";
import { loadText } from "../../../src/pipeline.ts";
import { modelServers } from "../dns/model-servers.ts";
import { makeAuthority } from "../smtp/certificates.ts";

const [ROOT, WEB] = ["192.0.2.1", "127.54.6.1"];
const authority = makeAuthority();
const own = authority.issue({ names: ["mta-sts.example.com"] });

interface World {
  readonly mode?: string;
  readonly status?: number;
  readonly type?: string;
  readonly dns?: string;
  readonly isTrusted?: boolean;
  readonly host?: string;
}

const lines = (mode: string, ...mx: string[]): string =>
  ["version: STSv1", `mode: ${mode}`, ...mx.map((one) => `mx: ${one}`), "max_age: 604800", ""].join("\r\n");
const [ONE, TWO] = ["mxbiz1.qq.com", "mxbiz2.qq.com"];

/** How to mend what was found last. */
let helps: readonly string[] = [];

async function judged(text: string, world: World = {}) {
  const { mode = "enforce", status = 200, type = "text/plain; charset=us-ascii", isTrusted = true } = world;
  const { dns = `mta-sts.example.com. A ${WEB}`, host = "external" } = world;
  const server = createServer({ key: own.key, cert: own.chain }, (_, response) =>
    response.writeHead(status, { "content-type": type, location: "https://example.org/" }).end(text),
  ).listen(0, WEB);
  server.on("tlsClientError", () => {});
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const { ask } = modelServers({ [ROOT]: { ".": dns } });
  const { zones } = loadText(
    "a.yaml",
    `domain: example.com\ndns: [cloudflare, route53]\nmailbox: tencent-exmail\nmtaSts: {mode: ${mode}, host: ${host}}\n`,
  );
  try {
    const found = await judgePolicies(zones, iterating(ask, { roots: [ROOT], port: 53 }), {
      ...{ port, isClosed: true },
      ...(isTrusted && { ca: [authority.cert] }),
    });
    helps = found.map(({ help = "" }) => help);
    return found.map(({ severity, message, place }) => `${severity} ${place?.line} ${message}`);
  } finally {
    server.close();
    await once(server, "close");
  }
}

const FILE = "https://mta-sts.example.com/.well-known/mta-sts.txt";
const cannot = (why: string): string =>
  `error 4 senders cannot fetch the MTA-STS policy of example.com: mta-sts.example.com ${why}`;

test.each<[string, string, World, readonly string[]]>([
  ["the spec's policy, whatever the order and the line ends", lines("enforce", TWO, ONE), {}, []],
  [
    "one that lacks a host, once for both clouds",
    lines("enforce", ONE),
    {},
    [
      `error 4 ${FILE} is not the policy of the spec: it lacks mx: ${TWO}, so senders that follow it do not deliver to ${TWO}`,
    ],
  ],
  [
    "one of other hosts while both are tested",
    lines("testing", "mx.example.net"),
    { mode: "testing" },
    [
      `warning 4 ${FILE} is not the policy of the spec: it lacks mx: ${ONE} and ${TWO} and has also mx: mx.example.net, so senders that follow it report deliveries to ${ONE} and ${TWO}`,
    ],
  ],
  [
    "one that covers the hosts by a pattern",
    lines("testing", "*.qq.com"),
    { mode: "testing" },
    [
      `warning 4 ${FILE} is not the policy of the spec: it lacks mx: ${ONE} and ${TWO} and has also mx: *.qq.com`,
    ],
  ],
  [
    "an enforced one where the spec ends it",
    lines("enforce", ONE, TWO),
    { mode: "none" },
    [
      `error 4 ${FILE} is not the policy of the spec: it has mode: enforce instead of none and has max_age: 604800 instead of 86400`,
    ],
  ],
  [
    "one as a page",
    lines("enforce", ONE, TWO),
    { type: "text/html" },
    [
      `warning 4 ${FILE} comes as "text/html" instead of text/plain, so some senders refuse it (RFC 8461 §3.2)`,
    ],
  ],
  ["a redirect", "", { status: 301 }, [cannot(`(${WEB}) redirects (301), which senders do not follow`)]],
  ["another answer", "", { status: 404 }, [cannot(`(${WEB}) answers 404 instead of 200`)]],
  ["no address", "", { dns: "example.com. A 192.0.2.1" }, [cannot("has no address")]],
  [
    "a certificate of nobody",
    "",
    { isTrusted: false },
    [cannot(`(${WEB}) has a certificate of an authority that is not trusted`)],
  ],
  [
    "what is no policy",
    "hello",
    {},
    [
      `error 4 senders cannot fetch the MTA-STS policy of example.com: what mta-sts.example.com (${WEB}) sends is no policy: "hello" is not of the form key: value`,
    ],
  ],
])("%s", async (_, text, world, expected) => {
  expect(await judged(text, world)).toEqual(expected);
});

test("a Worker is put right by the stack, a web server by a file", async () => {
  for (const [text, status] of [
    [lines("enforce", ONE), 200],
    ["", 404],
  ] as const) {
    await judged(text, { status, host: "cloudflare-worker" });
    expect(helps).toEqual([expect.stringContaining("pulumi up --refresh")]);
    await judged(text, { status });
    expect(helps).toEqual([expect.stringContaining("sts export")]);
  }
});
