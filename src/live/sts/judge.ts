/** `sts-served`: whether the web servers of the specs' domains serve the policies that the specs have. */
import type { Finding } from "../../finding.ts";
import { type StsPolicy, stsCovers } from "../../mail/mta-sts.ts";
import type { Zone } from "../../plan/zone.ts";
import type { Domain } from "../../preset/domain.ts";
import { type OwnStsPolicy, stsUrlOf } from "../../preset/own-sts-policy.ts";
import { firstOf, listed } from "../../words/list.ts";
import { ownCommand } from "../../words/own-command.ts";
import { shownName } from "../../words/record.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import { isNullMx } from "../../zone/rdata.ts";
import { recordsAt } from "../../zone/rrset.ts";
import { atOnce } from "../at-once.ts";
import type { Resolver } from "../dns/resolver.ts";
import type { WebOptions } from "../web-file.ts";
import { type Served, servedPolicy, type Unserved } from "./sts-policy.ts";

/** Web servers that are asked at the same time. */
const AT_ONCE = 8;

/** Every domain of the zones whose spec has a policy, each once. */
export function policiesOf(
  zones: readonly Zone[],
): ReadonlyMap<Name, { readonly domain: Domain; readonly zone: Zone }> {
  const found = new Map<Name, { readonly domain: Domain; readonly zone: Zone }>();
  for (const zone of zones)
    for (const { domain } of zone.domains)
      if (domain.stsPolicy !== undefined && !found.has(domain.spec.domain))
        found.set(domain.spec.domain, { domain, zone });
  return found;
}

/** Fetches each policy as a sender does (RFC 8461 §3.3), and compares it with the spec's. */
export async function judgePolicies(
  zones: readonly Zone[],
  resolver: Resolver,
  options: WebOptions = {},
): Promise<readonly Finding[]> {
  const own = policiesOf(zones);
  const found = new Map<Name, Finding>();
  await atOnce(AT_ONCE, own, async ([name, { domain, zone }]) => {
    const finding = judged(domain, zone, await servedPolicy(name, resolver, { ...options, isPatient: true }));
    if (finding !== undefined) found.set(name, finding);
  });
  return [...own.keys()].flatMap((name) => found.get(name) ?? []);
}

function judged(
  { spec, stsPolicy: own }: Domain,
  zone: Zone,
  served: Served | Unserved,
): Finding | undefined {
  if (own === undefined) return undefined;
  const report = (severity: Finding["severity"], message: string, help: string): Finding => ({
    code: "sts-served",
    ...{ severity, message, help },
    domain: withoutDot(spec.domain),
    place: spec.source.keyPlace(["mtaSts"]),
  });
  if ("failure" in served) {
    const message = `senders cannot fetch the MTA-STS policy of ${shownName(spec.domain)}: ${served.failure}`;
    return report(
      own.mode === "enforce" ? "error" : "warning",
      message,
      own.host === "cloudflare-worker"
        ? REFRESHING
        : `serve the file that ${ownCommand("sts export FOLDER")} writes at ${stsUrlOf(spec.domain)}, with a certificate of a public authority for the host`,
    );
  }
  const { policy, mediaType } = served;
  const differences = differencesOf(policy, own);
  if (differences.length > 0) {
    const left = hostsOf(zone, spec.domain).filter((host) => !policy.mx.some((one) => stsCovers(one, host)));
    const follows =
      left.length === 0 || policy.mode === "none"
        ? ""
        : `, so senders that follow it ${policy.mode === "enforce" ? "do not deliver" : "report deliveries"} to ${named(left)}`;
    return report(
      policy.mode === "enforce" || own.mode === "enforce" ? "error" : "warning",
      `${stsUrlOf(spec.domain)} is not the policy of the spec: it ${listed(differences)}${follows}`,
      own.host === "cloudflare-worker"
        ? REFRESHING
        : `run ${ownCommand("sts export FOLDER")}, and put the file on the web server before pulumi up changes the records`,
    );
  }
  if (mediaType === "text/plain") return undefined;
  return report(
    "warning",
    `${stsUrlOf(spec.domain)} comes as ${mediaType === "" ? "no media type" : JSON.stringify(mediaType)} instead of text/plain, so some senders refuse it (RFC 8461 §3.2)`,
    "have the web server send Content-Type: text/plain for it",
  );
}

/** How a Worker comes to serve what the spec says, whatever somebody has done to it. */
const REFRESHING =
  "run pulumi up --refresh, which publishes the Worker of the spec; a new hostname needs some minutes until it has its certificate";

/** Hosts that a message names. */
const MOST = 4;

const named = (hosts: readonly string[]): string => listed(firstOf(hosts.map(shownName), MOST));

const hostsOf = (zone: Zone, domain: Name): readonly string[] =>
  recordsAt(zone.owners, domain, "MX").flatMap(({ data }) =>
    data.type === "MX" && !isNullMx(data) ? [withoutDot(data.exchange)] : [],
  );

function differencesOf(served: StsPolicy, own: OwnStsPolicy): readonly string[] {
  const lacks = own.mx.filter((one) => !served.mx.includes(one));
  const more = served.mx.filter((one) => !own.mx.includes(one));
  return [
    ...(served.mode === own.mode ? [] : [`has mode: ${served.mode} instead of ${own.mode}`]),
    ...(served.maxAge === own.maxAge ? [] : [`has max_age: ${served.maxAge} instead of ${own.maxAge}`]),
    ...(lacks.length === 0 ? [] : [`lacks mx: ${named(lacks)}`]),
    ...(more.length === 0 ? [] : [`has also mx: ${named(more)}`]),
  ];
}
