/** A domain whose mail servers are on loopback: what is learned of them, and what is said. */
import { expect } from "@jest/globals";
import { iterating } from "../../../src/live/dns/iterating.ts";
import { judgeMailServers } from "../../../src/live/smtp/judge.ts";
import { probeMailServers } from "../../../src/live/smtp/mail-servers.ts";
import { parseStsPolicy, type StsMode } from "../../../src/mail/mta-sts.ts";
import { loadText } from "../../../src/pipeline.ts";
import { modelServers } from "../dns/model-servers.ts";
import { makeAuthority } from "./certificates.ts";
import { mailServer, type StandIn, type Start } from "./stand-ins.ts";

const ROOT = "192.0.2.1";
export const [ONE, TWO, THREE] = ["127.54.2.1", "127.54.2.2", "127.54.2.3"] as const;
export const HOST = "mx1.example.net";
const PATIENCE = { connect: 400, greeting: 400, reply: 400 };
/** The only one that is trusted. */
export const authority = makeAuthority();
export const own = authority.issue({ names: [HOST, "mx2.example.net", "mail.example.com"] });
export const sound = mailServer(own, HOST);

export interface World {
  /** By address; all of them on one port. */
  readonly servers: Readonly<Record<string, Start>>;
  readonly dns: readonly string[];
  readonly spec?: readonly string[];
  /** Of an MTA-STS policy, and its hosts. */
  readonly mode?: StsMode;
  readonly policyHosts?: readonly string[];
  readonly isClosed?: boolean;
}

export const SPEC = ["records:", `  - {type: MX, value: 10 ${HOST}.}`];

/** No connection is left when it is done: the servers are closed, and say so. */
export async function learn({ dns, spec = SPEC, isClosed = true, ...world }: World) {
  const servers: StandIn[] = [];
  try {
    for (const [address, start] of Object.entries(world.servers))
      servers.push(await start(address, servers.at(-1)?.port));
    const { ask } = modelServers({ [ROOT]: { ".": dns.join("\n") } });
    const resolver = iterating(ask, { roots: [ROOT], port: 53 });
    const { zones } = loadText(
      "a.yaml",
      ["domain: example.com", "dns: route53", "mode: receive-only", ...spec, ""].join("\n"),
    );
    const policy = policyOf(world);
    const learned = await probeMailServers(zones, {
      ...{ resolver, isClosed, patience: PATIENCE, ca: [authority.cert] },
      port: servers[0]?.port ?? 25,
      policyOf: async () => policy,
    });
    const judge = (some = learned) => judgeMailServers(zones, { servers: some, resolver });
    return { servers: learned, findings: await judge(), judge };
  } finally {
    for (const one of servers) await one.close();
  }
}

function policyOf({ mode, policyHosts = [HOST] }: Pick<World, "mode" | "policyHosts">) {
  if (mode === undefined) return undefined;
  const hosts = policyHosts.map((one) => `mx: ${one}`);
  return parseStsPolicy(["version: STSv1", `mode: ${mode}`, "max_age: 86400", ...hosts].join("\n"));
}

/** `severity code: message`. */
export async function told(world: World): Promise<readonly string[]> {
  const { findings } = await learn(world);
  for (const { message, help, place } of findings) {
    expect(message).not.toMatch(/undefined|\n/);
    expect(help).toMatch(/^\S.{5,}/);
    expect(place?.file).toBe("a.yaml");
  }
  return findings.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}

/** What findings begin with, as patterns. */
export const beginning = (texts: readonly string[]) =>
  texts.map((text) => expect.stringMatching(new RegExp(`^${text}`)));

export const A = `${HOST}. A ${ONE}`;

/** One host with one address. */
export const one = (start: Start, more: Partial<World> = {}): World => ({
  servers: { [ONE]: start },
  dns: [A],
  ...more,
});

/** A TLSA record of the host, with a SHA-256. */
export const tlsa = (usage: number, selector: number, data: string): string =>
  `_25._tcp.${HOST}. TLSA ${usage} ${selector} 1 ${data}`;
