/** `mailzone spf --ip`: what a receiver makes of mail from an address, by the specs and by DNS. */
import { existsSync } from "node:fs";
import { isIP } from "node:net";
import process from "node:process";
import { openAsker } from "../../live/dns/asker.ts";
import { spfDns } from "../../live/spf-dns.ts";
import { type Client, checkHost, type SpfStep } from "../../mail/check-host.ts";
import type { Zone } from "../../plan/zone.ts";
import { zoneIndex } from "../../plan/zone-index.ts";
import { type Asking, printSpfVerdict, spfVerdictJson } from "../../report/spf-verdict.ts";
import { spfAt } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { absolute, withoutDot } from "../../zone/name.ts";
import { load } from "../output.ts";
import { CannotRun, printJson, printResult } from "../print.ts";
import { whileWaiting } from "../progress.ts";
import { canLookUp, type DnsOptions, readResolvers, readStart, resolverOf, SILENT } from "./dns-options.ts";

export interface EvaluateOptions extends DnsOptions {
  readonly ip: string;
  readonly helo?: string;
  readonly sender?: string;
  readonly format: "text" | "json";
}

/**
 * `what` is a domain, or specs; their records count before those in DNS. Exit 0 for pass, 1 for any other result.
 * @throws CannotRun when it is unclear whose mail is meant
 */
export async function evaluateSpf(what: readonly string[], options: EvaluateOptions): Promise<void> {
  const { ip, format } = options;
  if (isIP(ip) === 0) throw new CannotRun(`${JSON.stringify(ip)} is no IP address for --ip`);
  const paths = what.filter((one) => existsSync(one));
  const names = what.filter((one) => !existsSync(one));
  const { zones } = paths.length > 0 ? load(paths) : { zones: [] };
  const client = clientOf(names, zones, options);
  const settings = { resolvers: readResolvers(options.resolver), start: readStart(options.root) };
  // what the specs have can be evaluated without a network
  const resolver = (await canLookUp(settings)) ? resolverOf(openAsker(), settings) : SILENT;
  const verdict = await whileWaiting("asking DNS", () => checkHost(client, spfDns(zones, resolver)));
  const at = verdict.decisive && askingFor(verdict.decisive, zones);
  if (format === "json") printJson(spfVerdictJson(verdict, at));
  else printResult(printSpfVerdict(client, verdict, at));
  process.exitCode = verdict.result === "pass" ? 0 : 1;
}

function clientOf(
  names: readonly string[],
  zones: readonly Zone[],
  { ip, sender, helo }: EvaluateOptions,
): Client {
  const [name, ...others] =
    names.length > 0 ? names.map((one) => withoutDot(absolute(one))) : domainsOf(zones);
  if (sender === undefined && (name === undefined || others.length > 0)) {
    throw new CannotRun(
      name === undefined
        ? "name the domain that the mail is from, or its specs, or give --sender"
        : `whose mail is meant: ${[name, ...others].slice(0, 3).join(", ")}? Name one domain, or give --sender`,
    );
  }
  const from = sender ?? `postmaster@${name}`;
  return { ip, sender: from, helo: helo ?? from.slice(from.lastIndexOf("@") + 1) };
}

const domainsOf = (zones: readonly Zone[]): readonly string[] => [
  ...new Set(zones.flatMap(({ domains }) => domains.map(({ domain }) => withoutDot(domain.spec.domain)))),
];

/** The part of a spec that has the term published. */
function askingFor({ domain, term }: SpfStep, zones: readonly Zone[]): Asking | undefined {
  const name = absolute(domain);
  const [first] = zones;
  const zone = first && zoneIndex(zones).zoneOf(name, first);
  const [record] = zone === undefined ? [] : spfAt(zone, name);
  if (zone === undefined || record === undefined) return undefined;
  return atText(zone, record.record, { offset: term.offset, length: term.length }).place;
}
