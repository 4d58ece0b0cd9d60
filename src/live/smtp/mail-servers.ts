/** Probes the mail servers that MX records name: each address of each host once, however many domains share it. */
import type { StsPolicy } from "../../mail/mta-sts.ts";
import { specialUseOf } from "../../mail/special-addresses.ts";
import type { TlsaFields } from "../../mail/tlsa.ts";
import type { Zone } from "../../plan/zone.ts";
import { mailHosts } from "../../view/mail-hosts.ts";
import type { Name } from "../../zone/name.ts";
import { atOnce } from "../at-once.ts";
import type { Resolver } from "../dns/resolver.ts";
import { addressesIn } from "../outside/mx-hosts.ts";
import { stsPolicyOf } from "../sts/sts-policy.ts";
import { type Family, isPortBlocked } from "./port-blocked.ts";
import { PATIENCE, type Patience, type Probe, probe, type Target } from "./probe.ts";

export interface SmtpWorld {
  readonly resolver: Resolver;
  readonly port: number;
  /** A closed network or a lab: special addresses are reached, and every server has this port. */
  readonly isClosed: boolean;
  readonly signal?: AbortSignal;
  readonly patience?: Patience;
  /** Trusted roots in PEM instead of Node's. */
  readonly ca?: readonly string[];
  /** The MTA-STS policy of a domain, if it has one. */
  readonly policyOf?: (domain: Name) => Promise<StsPolicy | undefined>;
  /** Hears of how many addresses there are, and of each that is done. */
  readonly told?: (done: number, all: number) => void;
}

export interface MailServers {
  readonly port: number;
  readonly patience: Patience;
  /** By host and address. */
  readonly probes: readonly Probe[];
  /** Addresses that were left alone, since no mail comes to them from outside. */
  readonly special: readonly Target[];
  /** Over these this network lets no connection out; then a probe without one says nothing of its host. */
  readonly blocked: ReadonlySet<Family>;
  /** TLSA records by host. */
  readonly tlsa: ReadonlyMap<Name, readonly TlsaFields[]>;
  /** By mail domain. */
  readonly policies: ReadonlyMap<Name, StsPolicy>;
}

/** Addresses that are probed at the same time. */
const AT_ONCE = 32;
/** Addresses of one host that are probed; the largest providers have 8 of each family. */
const MOST_ADDRESSES = 16;
/** Addresses that are tried before the network is suspected. */
const SCOUTS = 8;

/** The port that mail between servers comes to (RFC 5321 §4.5.4.2). */
export const SMTP_PORT = 25;

export async function probeMailServers(zones: readonly Zone[], world: SmtpWorld): Promise<MailServers> {
  const { resolver, port, patience = PATIENCE } = world;
  const hosts = [...new Set(zones.flatMap((zone) => mailHosts(zone).map(({ exchange }) => exchange)))].sort();
  const none = { port, patience, ...(await probeHosts(hosts, world)) };
  if (!none.probes.some((one) => !isUnreached(one))) return { ...none, tlsa: new Map(), policies: new Map() };
  return { ...none, tlsa: await tlsaOf(hosts, resolver), policies: await policiesOf(zones, world) };
}

/** Each address of each host once. */
export async function probeHosts(
  hosts: readonly Name[],
  world: SmtpWorld,
): Promise<Pick<MailServers, "probes" | "special" | "blocked">> {
  const { resolver, port, isClosed } = world;
  const found = await Promise.all(hosts.map((host) => targetsOf(host, resolver, port)));
  const all = found.flat();
  const isLeft = ({ address }: Target): boolean => !isClosed && specialUseOf(address) !== undefined;
  const { probes, blocked } = await probeAll(
    all.filter((one) => !isLeft(one)),
    world,
  );
  return { probes, special: all.filter(isLeft), blocked };
}

async function targetsOf(host: Name, resolver: Resolver, port: number): Promise<readonly Target[]> {
  const found = await Promise.all([resolver.lookUp(host, "A"), resolver.lookUp(host, "AAAA")]);
  const addresses = [...new Set(addressesIn(found))].sort();
  return addresses.slice(0, MOST_ADDRESSES).map((address) => ({ host, address, port }));
}

const familyOf = (address: string): Family => (address.includes(":") ? "IPv6" : "IPv4");

const isUnreached = ({ failure }: Probe): boolean =>
  failure?.step === "connect" && failure.why !== "cancelled";

/** Whether the network here is why nothing was learned: it lets no connection out, or has no route to IPv6 addresses. */
export function isNetworks(probe: Probe, { blocked }: Pick<MailServers, "blocked">): boolean {
  const family = familyOf(probe.address);
  const isRouteless = family === "IPv6" && probe.failure?.why === "no-route";
  return isUnreached(probe) && (isRouteless || blocked.has(family));
}

/** Whether it is so of every address, and of at least one. */
export const isCutOff = (servers: Pick<MailServers, "blocked" | "probes">): boolean =>
  servers.blocked.size > 0 && servers.probes.every((one) => isNetworks(one, servers));

/** In a network that lets nothing out, thousands would each wait for their deadline: then the rest is left alone. */
async function probeAll(
  targets: readonly Target[],
  world: SmtpWorld,
): Promise<Pick<MailServers, "probes" | "blocked">> {
  const { signal, told } = world;
  const probes = new Map<Target, Probe>();
  const isAborted = (): boolean => signal?.aborted === true;
  const isBlocked = networkOf(world);
  let isOver = false;
  told?.(0, targets.length);
  // hosts that share an address are probed one after the other there
  await atOnce(AT_ONCE, Map.groupBy(targets, ({ address }) => address).values(), async (same) => {
    for (const target of same) {
      if (isOver || isAborted()) return;
      probes.set(target, await probe(target, world));
      if (!isAborted()) told?.(probes.size, targets.length);
      const isSuspect = probes.size >= SCOUTS && [...probes.values()].every(isUnreached);
      if (isSuspect && (await isBlocked("IPv4"))) isOver = true;
    }
  });
  const found = targets.flatMap((target) => probes.get(target) ?? []);
  const suspects = new Set(found.filter(isUnreached).map(({ address }) => familyOf(address)));
  const blocked = new Set<Family>();
  for (const family of suspects) if (await isBlocked(family)) blocked.add(family);
  return { probes: found.filter(({ failure }) => failure?.why !== "cancelled"), blocked };
}

/** Whether the network lets connections over a family out, asked once. */
function networkOf(world: SmtpWorld): (family: Family) => Promise<boolean> {
  const { resolver, port, isClosed, signal } = world;
  const known = new Map<Family, Promise<boolean>>();
  return async (family) => {
    // the providers' servers have no other port
    if (signal?.aborted === true || !(port === SMTP_PORT || isClosed)) return false;
    const blocked =
      known.get(family) ?? isPortBlocked(family, port, resolver, world).then((found) => found === true);
    known.set(family, blocked);
    return await blocked;
  };
}

/** Mail comes to port 25, whichever port was probed. */
async function tlsaOf(hosts: readonly Name[], resolver: Resolver): Promise<MailServers["tlsa"]> {
  const found = await Promise.all(
    hosts.map(async (host) => {
      const { records } = await resolver.lookUp(`_${SMTP_PORT}._tcp.${host}`, "TLSA");
      return [host, records.flatMap(({ data }) => (data.type === "TLSA" ? [data] : []))] as const;
    }),
  );
  return new Map(found.filter(([, records]) => records.length > 0));
}

async function policiesOf(zones: readonly Zone[], world: SmtpWorld): Promise<MailServers["policies"]> {
  const { resolver, isClosed, ca, signal } = world;
  const options = { isClosed, ...(ca !== undefined && { ca }), ...(signal !== undefined && { signal }) };
  const { policyOf = (domain: Name) => stsPolicyOf(domain, resolver, options) } = world;
  const domains = new Set(zones.flatMap((zone) => mailHosts(zone).map(({ record }) => record.name)));
  const policies = new Map<Name, StsPolicy>();
  await atOnce(AT_ONCE, domains, async (domain) => {
    const policy = await policyOf(domain);
    if (policy !== undefined) policies.set(domain, policy);
  });
  return policies;
}
