/** What `--smtp` reports of the mail servers of zones. */
import type { Finding, Severity } from "../../finding.ts";
import { specialUseOf } from "../../mail/special-addresses.ts";
import { isDane } from "../../mail/tlsa-match.ts";
import type { Zone } from "../../plan/zone.ts";
import { type MailHost, mailHosts, mailHostsWithin } from "../../view/mail-hosts.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { firstOf, listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import { distinctFindings } from "../distinct-findings.ts";
import type { Resolver } from "../dns/resolver.ts";
import type { Demand, Fault } from "./fault.ts";
import { isNetworks, type MailServers } from "./mail-servers.ts";
import { nameFaults } from "./name-faults.ts";
import { type NewRecords, newRecords } from "./new-records.ts";
import { REFERENCES } from "./port-blocked.ts";
import type { Probe, Target } from "./probe.ts";
import { sessionFaults } from "./session-faults.ts";
import { policyFault, tlsFaults } from "./tls-faults.ts";

export interface Judging {
  readonly servers: MailServers;
  readonly resolver: Resolver;
}

/** With what is found often, by host. */
interface Indexed extends Judging {
  readonly probes: ReadonlyMap<Name, readonly Probe[]>;
  readonly special: ReadonlyMap<Name, readonly Target[]>;
  readonly fresh: NewRecords;
}

/** Addresses, or hosts, that a message names. */
const MOST = 4;

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Each fault of a host once, however many domains share it, at the domain for which it weighs most. */
export async function judgeMailServers(
  zones: readonly Zone[],
  judging: Judging,
): Promise<readonly Finding[]> {
  const { servers } = judging;
  const indexed: Indexed = {
    ...judging,
    probes: Map.groupBy(servers.probes, ({ host }) => host),
    special: Map.groupBy(servers.special, ({ host }) => host),
    fresh: newRecords(zones, new Date()),
  };
  const told = await Promise.all(zones.map((zone) => judgeZone(zone, zones, indexed)));
  const findings = told.flat().sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  return distinctFindings([...blocked(zones, servers), ...findings]);
}

async function judgeZone(zone: Zone, zones: readonly Zone[], judging: Indexed): Promise<Finding[]> {
  const own = new Set(mailHostsWithin(zone, zones).map(({ exchange }) => exchange));
  const byDomain = Map.groupBy(mailHosts(zone), ({ record }) => record.name);
  const told = mailHosts(zone).map(async (host): Promise<Finding[]> => {
    const demand = demandOf(host, byDomain.get(host.record.name) ?? [], judging);
    const faults = await faultsOf(host, demand, own.has(host.exchange), judging);
    // addresses of one host with the same fault
    const groups = Map.groupBy(faults, ({ fault: { code, what } }) => `${code} ${what}`);
    return [
      ...policyFault({ host: host.exchange }, demand).map((fault) => reported(zone, host, fault, [])),
      ...[...groups.values()].map((same) =>
        reported(
          zone,
          host,
          (same[0] as Located).fault,
          same.map(({ address }) => address),
        ),
      ),
      ...untried(zone, host, judging),
    ];
  });
  return (await Promise.all(told)).flat();
}

interface Located {
  readonly fault: Fault;
  readonly address: string;
}

async function faultsOf(
  { exchange }: MailHost,
  demand: Demand,
  isOwn: boolean,
  { probes, servers, resolver }: Indexed,
): Promise<readonly Located[]> {
  const telling = (probes.get(exchange) ?? []).filter((one) => !isNetworks(one, servers));
  const found = telling.map(async (one) => {
    const faults = [
      ...sessionFaults(one, demand, servers.patience),
      ...tlsFaults(one, demand),
      ...(isOwn ? await nameFaults(one, resolver) : []),
    ];
    return faults.map((fault) => ({ fault, address: one.address }));
  });
  return (await Promise.all(found)).flat();
}

function reported(
  zone: Zone,
  { exchange, record }: MailHost,
  { code, severity, what, help }: Fault,
  addresses: readonly string[],
): Finding {
  const at = addresses.length === 0 ? "" : ` (${listed(firstOf(addresses, MOST))})`;
  return { code, severity, message: `${shownName(exchange)}${at} ${what}`, help, ...atRecord(zone, record) };
}

const takesMail = ({ failure }: Probe): boolean =>
  failure === undefined || !["connect", "greeting"].includes(failure.step);

/** `hosts` are all of the domain. */
function demandOf(host: MailHost, hosts: readonly MailHost[], { servers, probes, fresh }: Indexed): Demand {
  const domain = host.record.name;
  const policy = servers.policies.get(domain);
  return {
    domain,
    ...(policy !== undefined && policy.mode !== "none" && { policy }),
    tlsa: (servers.tlsa.get(host.exchange) ?? []).filter(isDane),
    fresh: fresh.get(host.exchange),
    hasOther: hosts.some(({ exchange }) => probes.get(exchange)?.some(takesMail)),
  };
}

/** IPv4; a network in which IPv6 leads nowhere is an info of each host. */
function blocked(zones: readonly Zone[], servers: MailServers): Finding[] {
  const { port, probes } = servers;
  if (!servers.blocked.has("IPv4")) return [];
  const unreached = new Set(probes.filter((one) => isNetworks(one, servers)).map(({ host }) => host));
  const hosts = zones.flatMap((zone) => mailHosts(zone).map((host) => ({ ...host, zone })));
  const first = hosts.find(({ exchange }) => unreached.has(exchange));
  const providers = listed(firstOf(REFERENCES.map(shownName), MOST));
  return [
    {
      code: "smtp-blocked",
      severity: "warning",
      message: `this network lets no connection to port ${port} out: ${listed(firstOf([...unreached].map(shownName), MOST))} cannot be reached, nor can large providers (${providers}), so ${unreached.size === 1 ? "it was" : "they were"} not judged`,
      help: "run it from a network that may send mail; most access providers and clouds block port 25, some lift it on request",
      ...(first !== undefined && atRecord(first.zone, first.record)),
    },
  ];
}

/** Addresses that nothing was learned of, which is no fault of the host. */
function untried(
  zone: Zone,
  { exchange, record }: MailHost,
  { probes, special, servers }: Indexed,
): Finding[] {
  const report = (addresses: readonly string[], why: string, help: string): Finding[] =>
    addresses.length === 0
      ? []
      : [
          {
            code: "smtp-untried",
            severity: "info",
            message: `${shownName(exchange)} was not tried at ${listed(firstOf(addresses, MOST))}: ${why}`,
            help,
            ...atRecord(zone, record),
          },
        ];
  const tried = probes.get(exchange) ?? [];
  // dns-mx-host reports a host that has no others
  const left = tried.length === 0 ? [] : (special.get(exchange) ?? []).map(({ address }) => address);
  const uses = [...new Set(left.map((address) => specialUseOf(address) ?? ""))];
  // smtp-blocked reports the others
  const unreached = tried.filter((one) => one.address.includes(":") && isNetworks(one, servers));
  return [
    ...report(
      servers.blocked.has("IPv4") ? [] : unreached.map(({ address }) => address),
      "this network has no way to IPv6 addresses",
      "run it from a network with IPv6",
    ),
    ...report(
      left,
      `no mail comes from the internet to addresses for ${listed(uses)}`,
      "publish an address that is reachable on the internet; in a closed network, name its DNS with --root",
    ),
  ];
}
