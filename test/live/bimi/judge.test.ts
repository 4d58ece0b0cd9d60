/** What `verify` says of the logos and mark certificates of domains, as their web servers have them. */
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { judgeLogos, logosOf } from "../../../src/live/bimi/judge.ts";
import { iterating } from "../../../src/live/dns/iterating.ts";
import { loadText } from "../../../src/pipeline.ts";
import { needs } from "../../needs.ts";
import { modelServers } from "../dns/model-servers.ts";
import { makeAuthority } from "../smtp/certificates.ts";
import { logo, logoWith } from "./logos.ts";
import { makeMarkAuthority } from "./mark-authority.ts";

const [ROOT, WEB] = ["192.0.2.1", "127.54.9.1"];
const authority = makeAuthority();
const own = authority.issue({ names: ["www.example.com", "cdn.example.com"] });
const DNS = `www.example.com. A ${WEB}\ncdn.example.com. A ${WEB}`;

/** What the web server has at a path: a file, and how it is sent. */
interface Sent {
  readonly body?: string | Buffer;
  readonly status?: number;
  readonly type?: string;
  readonly location?: string;
}

interface World {
  readonly dns?: string;
  readonly isClosed?: boolean;
  readonly markRoot?: string;
}

const specOf = (bimi: string, domain = "domain: example.com"): string =>
  `${domain}\ndns: [cloudflare, route53]\nmailbox: tencent-exmail\ndmarc: {policy: reject}\nbimi: ${bimi}\n`;
const LOGO = "{logo: https://www.example.com/logo.svg}";

async function judged(
  spec: string,
  files: Readonly<Record<string, Sent>>,
  { dns = DNS, isClosed = true, markRoot }: World = {},
) {
  const asked: string[] = [];
  const server = createServer({ key: own.key, cert: own.chain }, ({ url = "", headers }, response) => {
    asked.push(`${headers.host}${url}`);
    const { body = "", status = 200, type = "image/svg+xml", location } = files[url] ?? { status: 404 };
    response.writeHead(status, { "content-type": type, ...(location && { location }) }).end(body);
  }).listen(0, WEB);
  server.on("tlsClientError", () => {});
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const { ask } = modelServers({ [ROOT]: { ".": dns } });
  try {
    const found = await judgeLogos(
      loadText("a.yaml", spec).zones,
      iterating(ask, { roots: [ROOT], port: 53 }),
      {
        ...{ port, isClosed, ca: [authority.cert] },
        ...(markRoot && { markRoots: [new X509Certificate(markRoot)] }),
      },
    );
    return {
      asked,
      found: found.map(
        ({ code, severity, message, place }) =>
          `${severity} ${code} ${place?.line}:${place?.column} ${message}`,
      ),
    };
  } finally {
    server.close();
    await once(server, "close");
  }
}

const AT = "error bimi-logo 5:14 the logo of example.com, https://www.example.com/logo.svg,";
const HIDDEN = "so receivers do not show it";

test.each<[string, Readonly<Record<string, Sent>>, World, readonly string[]]>([
  ["a sound logo", { "/logo.svg": { body: logo() } }, {}, []],
  ["a compressed one", { "/logo.svg": { body: gzipSync(logo()) } }, {}, []],
  [
    "a compressed one that grows beyond all bounds",
    { "/logo.svg": { body: gzipSync(Buffer.alloc(1 << 22)) } },
    {},
    [`${AT} is compressed, but cannot be unpacked to at most 1048576 octets, ${HIDDEN}`],
  ],
  [
    "one with a script",
    { "/logo.svg": { body: logoWith("<script/>") } },
    {},
    [`${AT} has scripts (<script>), ${HIDDEN}`],
  ],
  [
    "one as a text",
    { "/logo.svg": { body: logo(), type: "text/plain" } },
    {},
    [
      `${AT.replace("error", "warning")} comes as "text/plain" instead of image/svg+xml, so some receivers may refuse it`,
    ],
  ],
  [
    "one that is elsewhere",
    {
      "/logo.svg": { status: 301, location: "/new.svg" },
      "/new.svg": { status: 302, location: "https://cdn.example.com/cdn.svg?a=1" },
      "/cdn.svg?a=1": { body: logo() },
    },
    {},
    [],
  ],
  [
    "one that is elsewhere without end",
    { "/logo.svg": { status: 302, location: "/logo.svg" } },
    {},
    [`${AT} cannot be fetched: www.example.com (${WEB}) redirects (302) again and again, ${HIDDEN}`],
  ],
  [
    "one that is elsewhere without TLS",
    { "/logo.svg": { status: 302, location: "http://www.example.com/logo.svg" } },
    {},
    [
      `${AT} cannot be fetched: www.example.com (${WEB}) redirects (302) to something that is not an https URL, ${HIDDEN}`,
    ],
  ],
  [
    "one at an address that only this machine reaches",
    { "/logo.svg": { body: logo() } },
    { isClosed: false },
    [`${AT} cannot be fetched: www.example.com has no address that the internet reaches (${WEB}), ${HIDDEN}`],
  ],
  [
    "one that the server says is at an address without a certificate for it",
    { "/logo.svg": { status: 302, location: `https://${WEB}/other.svg` }, "/other.svg": { body: logo() } },
    {},
    [`${AT} cannot be fetched: ${WEB} has a certificate without the name, ${HIDDEN}`],
  ],
  [
    "one that is not there",
    {},
    {},
    [`${AT} cannot be fetched: www.example.com (${WEB}) answers 404 instead of 200, ${HIDDEN}`],
  ],
  [
    "one that does not end",
    { "/logo.svg": { body: "x".repeat(300_000) } },
    {},
    [`${AT} cannot be fetched: www.example.com (${WEB}) sends more than 262144 octets, ${HIDDEN}`],
  ],
])("%s", async (_, files, world, expected) => {
  expect((await judged(specOf(LOGO), files, world)).found).toEqual(expected);
});

test("a file that domains share is fetched once, and what is wrong with it told once", async () => {
  const domains = "domains: [example.com, example.net, example.org]";
  const { asked, found } = await judged(specOf(LOGO, domains), { "/logo.svg": { body: logoWith("<a/>") } });
  expect(asked).toEqual(["www.example.com/logo.svg"]);
  expect(found).toEqual([
    `error bimi-logo 5:14 the logo of example.com and 2 other domains, https://www.example.com/logo.svg, has links (<a>), ${HIDDEN}`,
  ]);
});

test("an address of a private network in a URL is not asked", async () => {
  const { asked, found } = await judged(specOf(`{logo: 'https://${WEB}/logo.svg'}`), {}, { isClosed: false });
  expect(asked).toEqual([]);
  expect(found).toEqual([
    `error bimi-logo 5:15 the logo of example.com, https://${WEB}/logo.svg, cannot be fetched: ${WEB} is no address that the internet reaches, ${HIDDEN}`,
  ]);
});

test("records by hand are judged too; those that decline, or cannot be used, are not", () => {
  const record = (name: string, text: string): string => `  - {name: ${name}, type: TXT, value: "${text}"}\n`;
  const { zones } = loadText(
    "a.yaml",
    `domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail\nrecords:\n${record("a._bimi", "v=BIMI1; l=https://a.example/a.svg; size=1")}${record("b._bimi", "v=BIMI1; l=; a=")}${record("c._bimi", "v=BIMI1; l=http://a.example/a.svg")}${record("d._bimi", "hello")}`,
  );
  expect(logosOf(zones).map(({ record: { name } }) => name)).toEqual(["a._bimi.example.com."]);
});

describe("a mark certificate", () => {
  const { afterAll, beforeAll, test } = needs("openssl");
  let marks: ReturnType<typeof makeMarkAuthority>;
  beforeAll(() => {
    marks = makeMarkAuthority("Marks");
  });
  afterAll(() => marks.close());

  const BOTH = "{logo: https://www.example.com/logo.svg, certificate: https://www.example.com/mark.pem}";
  const TYPE = "application/pem-certificate-chain";
  const served = (mark: string, domain?: string) =>
    judged(
      specOf(BOTH, domain),
      { "/logo.svg": { body: logo() }, "/mark.pem": { body: mark, type: TYPE } },
      { markRoot: marks.root },
    );
  const of = (domain: string, severity = "error"): string =>
    `${severity} bimi-certificate 5:61 the mark certificate of ${domain}, https://www.example.com/mark.pem,`;
  const LOSS = "so Gmail and Apple show no logo";

  test("of the domain with the logo in it is taken", async () => {
    const { asked, found } = await served(`${marks.issue({ logo: logo() })}${marks.intermediate}`);
    expect(found).toEqual([]);
    expect(asked.sort()).toEqual(["www.example.com/logo.svg", "www.example.com/mark.pem"]);
  });

  test("with everything wrong is told in one run", async () => {
    const mark = marks.issue({ names: ["example.net"], until: -2, usage: "serverAuth", hasLogotype: false });
    const { found } = await served(mark);
    expect(found).toEqual([
      `${of("example.com")} is not for logos: it lacks the extended key usage 1.3.6.1.5.5.7.3.31, ${LOSS}`,
      expect.stringContaining(`${of("example.com")} expired on `),
      expect.stringContaining(`${of("example.com")} lacks the certificate of its issuer "Marks CA"`),
      `${of("example.com")} is not for example.com: it has only example.net, ${LOSS}`,
      `${of("example.com")} has no logo in it (the extension logotype, 1.3.6.1.5.5.7.1.12), ${LOSS}`,
    ]);
  });

  test("with another logo is told, and for which of its domains it is not", async () => {
    const mark = marks.issue({ names: ["example.com", "example.net"], logo: logoWith("<g/>") });
    const { found } = await served(`${mark}${marks.intermediate}`, "domains: [example.com, example.org]");
    const another =
      "has another logo in it than https://www.example.com/logo.svg, so receivers show different ones, or none";
    expect(found).toEqual([
      `${of("example.org")} is not for example.org: it has only example.com and example.net, ${LOSS}`,
      `${of("example.com", "warning")} ${another}`,
      `${of("example.org", "warning")} ${another}`,
    ]);
  });

  test("that is not there is told", async () => {
    const { found } = await judged(specOf(BOTH), { "/logo.svg": { body: logo() } });
    expect(found).toEqual([
      `${of("example.com")} cannot be fetched: www.example.com (${WEB}) answers 404 instead of 200, ${LOSS}`,
    ]);
  });
});
