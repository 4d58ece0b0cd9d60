/** A fleet's policies as `mailzone sts export` writes them, served by Caddy on loopback and fetched as senders fetch them. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, jest } from "@jest/globals";
import { iterating } from "../../src/live/dns/iterating.ts";
import { judgePolicies } from "../../src/live/sts/judge.ts";
import { servedPolicy } from "../../src/live/sts/sts-policy.ts";
import { loadPaths } from "../../src/pipeline.ts";
import { modelServers } from "../live/dns/model-servers.ts";
import { needs } from "../needs.ts";
import { mailzoneHere } from "./captured.ts";

const { afterAll, beforeAll, describe, test } = needs("caddy");

jest.setTimeout(120_000);

const [ROOT, WEB] = ["192.0.2.1", "127.54.5.1"];
const DOMAINS = Array.from({ length: 50 }, (_, i) => `d${i}.example`);
const NOBODYS = "nobody.example";

const specOf = (...more: string[]): string =>
  [
    `domains: [${DOMAINS.join(", ")}]`,
    "dns: cloudflare",
    "mailbox: tencent-exmail",
    "mtaSts: {mode: enforce, host: static, server: web.example.net}",
    ...more,
    "",
  ].join("\n");

const { ask } = modelServers({
  [ROOT]: {
    ".": [...DOMAINS, NOBODYS]
      .map((domain) => `mta-sts.${domain}. CNAME web.example.net.`)
      .concat(`web.example.net. A ${WEB}`)
      .join("\n"),
  },
});
const resolver = iterating(ask, { roots: [ROOT], port: 53 });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

let folder: string;
let caddy: ChildProcess;
let port: number;
const out = (): string => join(folder, "sts");
const options = () => ({
  port,
  isClosed: true,
  isPatient: true,
  ca: [readFileSync(join(folder, "store/pki/authorities/local/root.crt"), "utf8")],
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-sts-"));
  writeFileSync(join(folder, "fleet.yaml"), specOf());
  const { code, stderr } = await mailzoneHere(["sts", "export", "sts", "fleet.yaml"], folder);
  expect([code, stderr]).toEqual([0, expect.stringContaining("verify")]);
  expect((await mailzoneHere(["clients", "export", "sts", "fleet.yaml"], folder)).code).toBe(0);
  port = await freePort();
  mkdirSync(join(out(), "global"));
  const own = [
    "admin off",
    "local_certs",
    "skip_install_trust",
    "auto_https disable_redirects",
    `https_port ${port}`,
    `default_bind ${WEB}`,
    `storage file_system ${join(folder, "store")}`,
  ];
  writeFileSync(join(out(), "global/test.caddy"), `${own.join("\n")}\n`);
  caddy = spawn("caddy", ["run"], {
    cwd: out(),
    stdio: "ignore",
    env: { ...process.env, HOME: folder, MAILZONE_ASK_PORT: String(await freePort()) },
  });
  for (let i = 0; i < 200 && !(await isOpen()); i++) await sleep(100);
});
afterAll(async () => {
  if (caddy.exitCode === null && caddy.kill()) await once(caddy, "exit");
  rmSync(folder, { recursive: true, force: true });
});

async function isOpen(): Promise<boolean> {
  if (!existsSync(join(folder, "store/pki/authorities/local/root.crt"))) return false;
  const socket = connect(port, WEB);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

const judged = () => judgePolicies(loadPaths(["fleet.yaml"], folder).zones, resolver, options());

describe("Caddy", () => {
  test("serves each of 50 domains its policy, over TLS by its own name", async () => {
    const served = await Promise.all(DOMAINS.map((one) => servedPolicy(`${one}.`, resolver, options())));
    expect(served).toEqual(
      DOMAINS.map(() => ({
        mediaType: "text/plain",
        policy: expect.objectContaining({
          mode: "enforce",
          mx: ["mxbiz1.qq.com", "mxbiz2.qq.com"],
          problems: [],
        }),
      })),
    );
    expect(await judged()).toEqual([]);
  });

  test("gets no certificate for a name without a policy", async () => {
    const { failure } = (await servedPolicy(`${NOBODYS}.`, resolver, options())) as { failure: string };
    expect(failure).toBe("mta-sts.nobody.example (127.54.5.1) ends the TLS handshake");
    expect(existsSync(join(folder, "store/certificates/local", `mta-sts.${NOBODYS}`))).toBe(false);
    expect(existsSync(join(folder, "store/certificates/local", `mta-sts.${DOMAINS[0]}`))).toBe(true);
  });

  test("has policies that are stale as soon as the specs get another MX, until they are exported again", async () => {
    writeFileSync(join(folder, "fleet.yaml"), specOf("records: [{type: MX, value: 90 backup.example.net}]"));
    const stale = await judged();
    expect(stale).toHaveLength(DOMAINS.length);
    expect(stale[0]).toMatchObject({ code: "sts-served", severity: "error", domain: DOMAINS[0] });
    expect(stale[0]?.message).toBe(
      "https://mta-sts.d0.example/.well-known/mta-sts.txt is not the policy of the spec: it lacks mx: backup.example.net, so senders that follow it do not deliver to backup.example.net",
    );
    const { code } = await mailzoneHere(["sts", "export", "sts", "fleet.yaml"], folder);
    expect([code, await judged()]).toEqual([0, []]);
  });

  test("serves the settings of mail programs from the same folder: to GET, and to the POST of Outlook", async () => {
    const [domain = ""] = DOMAINS;
    expect(
      await fetched("GET", `autoconfig.${domain}`, "/mail/config-v1.1.xml?emailaddress=a%40d0.example"),
    ).toMatchObject({
      status: 200,
      text: expect.stringContaining("<hostname>imap.exmail.qq.com</hostname>"),
    });
    expect(
      await fetched("POST", `autodiscover.${domain}`, "/Autodiscover/Autodiscover.xml", "<Autodiscover/>"),
    ).toMatchObject({
      status: 200,
      type: expect.stringMatching(/^(?:text|application)\/xml/),
      text: expect.stringContaining("<Type>IMAP</Type>"),
    });
    expect(await fetched("GET", `autoconfig.${domain}`, `/mail/${domain}.mobileconfig`)).toMatchObject({
      status: 200,
      type: "application/x-apple-aspen-config",
    });
    for (const path of [
      "/",
      "/mail/",
      "/../Caddyfile",
      "/%2e%2e/%2e%2e/Caddyfile",
      "/.well-known/mta-sts.txt",
    ])
      expect((await fetched("GET", `autoconfig.${domain}`, path)).status).not.toBe(200);
  });
});

interface Fetched {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly text: string;
}

/** Once more if Caddy ends the first connection, while it gets the certificate. */
async function fetched(method: string, host: string, path: string, body = "", tries = 4): Promise<Fetched> {
  const { ca } = options();
  const sent = request({
    host: WEB,
    port,
    servername: host,
    path,
    method,
    ca,
    agent: false,
    headers: { host },
  });
  sent.end(body);
  try {
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    return {
      status: response.statusCode,
      type: response.headers["content-type"],
      text: await text(response),
    };
  } catch (error) {
    if (tries === 0) throw error;
    await sleep(500);
    return await fetched(method, host, path, body, tries - 1);
  }
}
