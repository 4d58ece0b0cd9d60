/** `mailzone dane pin DOMAIN...`: asks the domain's mail hosts which keys they have, and writes the digests into the spec. */
import process from "node:process";
import { stackName } from "../../engine/stack-name.ts";
import { atLeast } from "../../finding.ts";
import { askPresented, type Presented } from "../../live/dane/presented.ts";
import { openAsker } from "../../live/dns/asker.ts";
import { isoTime } from "../../mail/dkim-state.ts";
import { printTlsa, type TlsaFields } from "../../mail/tlsa.ts";
import { associationOf } from "../../mail/tlsa-match.ts";
import { daneOwner } from "../../preset/dane-hosts.ts";
import type { Domain } from "../../preset/domain.ts";
import { type Pin, printPins } from "../../report/dane-pins.ts";
import { isWithin, type Name, relativeName, targetName, withoutDot } from "../../zone/name.ts";
import { isNullMx } from "../../zone/rdata.ts";
import { domainName } from "../domain-name.ts";
import { canLookUp, type DnsOptions, readResolvers, readStart, resolverOf } from "../live/dns-options.ts";
import { readSmtp } from "../live/smtp-options.ts";
import { applyCommand } from "../live/status.ts";
import { oneDomain } from "../one-domain.ts";
import { CannotRun, load, printFindingsAside, printResult } from "../output.ts";
import { whileWaiting } from "../progress.ts";
import { hintNext, type Shown } from "../shown.ts";
import { CannotEdit, SpecFileEdits } from "../spec-file-edits.ts";
import { specPaths } from "../stack/spec-paths.ts";
import { PinEdits } from "./pin-edits.ts";

interface Options extends DnsOptions, Shown {
  readonly stack?: string;
  readonly smtpPort?: string;
}

/** @throws CannotRun when the options cannot be used, or DNS cannot be asked; then nothing was changed */
export async function pin(names: readonly string[], options: Options): Promise<void> {
  const { stack } = options;
  const settings = { start: readStart(options.root), resolvers: readResolvers(options.resolver) };
  const smtp = readSmtp({ ...options, smtp: true });
  const wanted = [...new Set(names.map(domainName))];
  const loaded = load(specPaths([], stack), wanted.map(withoutDot), stack && stackName(stack));
  const domains = wanted.map((name) => oneDomain(loaded.domains, name));
  const hosts = domains.flatMap(hostsOf);
  if (!(await canLookUp(settings)))
    throw new CannotRun("DNS could not be asked for the addresses of the hosts; nothing was changed");
  const resolver = resolverOf(openAsker({}), settings);
  const all = [...new Set(hosts.map(({ host }) => host))];
  const presented = await whileWaiting("connecting to mail servers", () =>
    askPresented(all, { ...(smtp as NonNullable<typeof smtp>), resolver }),
  );
  const edits = new PinEdits();
  const since = isoTime(new Date());
  const pins = hosts.map((one) => pinOf(one, presented.get(one.host) ?? [], edits, since));
  SpecFileEdits.write(edits.planned());
  printFindingsAside(atLeast(loaded.findings, "error"));
  printResult(printPins(pins));
  if (pins.some(({ why }) => why !== undefined)) process.exitCode = 1;
  const stacks = new Set(
    hosts.flatMap(({ domain }, i) => (pins[i]?.added.length ? [domain.spec.stack] : [])),
  );
  hintNext(stacks.size === 1 ? applyCommand([...stacks][0]) : "", options);
}

interface Host {
  readonly domain: Domain;
  readonly host: Name;
  /** Its name under `dane`. */
  readonly name: string;
}

/** Those under `dane`, else the MX hosts in the domain's zone. @throws CannotRun if there are none */
function hostsOf(domain: Domain): readonly Host[] {
  const { spec, records } = domain;
  const named = Object.keys(spec.input.dane?.hosts ?? {}).map((name) => ({
    domain,
    name,
    host: targetName(name.trim(), spec.domain),
  }));
  if (named.length > 0) return named;
  const exchanges = records.flatMap(({ name, data }) =>
    name === spec.domain && data.type === "MX" && !isNullMx(data) && isWithin(data.exchange, spec.zone)
      ? [data.exchange]
      : [],
  );
  if (exchanges.length === 0) {
    throw new CannotRun(
      `${withoutDot(spec.domain)} has no MX host in its zone, and no host under dane: only who runs a host publishes its TLSA records`,
    );
  }
  return [...new Set(exchanges)].map((host) => {
    const relative = relativeName(host, spec.domain);
    return { domain, host, name: relative.includes(".") ? withoutDot(host) : relative };
  });
}

function pinOf(
  { domain, host, name }: Host,
  presented: readonly Presented[],
  edits: PinEdits,
  since: string,
): Pin {
  const { spec, records } = domain;
  const { usage = 3, selector = 1, matching = 1 } = spec.input.dane?.hosts[name] ?? {};
  const about = { host, file: spec.place.file };
  const refused = (why: string): Pin => ({ ...about, added: [], known: [], why, isNew: false });
  if (presented.length === 0) return refused("it has no address in DNS");
  if (matching !== 1)
    return refused(`its records have matching type ${matching}, and digests in specs are SHA-256`);
  const published = records.flatMap(({ name: owner, data }) =>
    owner === daneOwner(host) && data.type === "TLSA" ? [printTlsa(data)] : [],
  );
  const added = new Map<string, TlsaFields>();
  const known = new Set<string>();
  for (const one of presented) {
    if ("why" in one) return refused(`${one.address} ${one.why}`);
    const link = usage === 3 ? one.chain[0] : one.chain[1];
    if (link === undefined) return refused(`${one.address} does not send the certificate of its issuer`);
    const data = { usage, selector, matching, certificate: associationOf(link, { selector, matching }) };
    const record = printTlsa(data);
    if (published.includes(record)) known.add(record);
    else added.set(record, data);
  }
  try {
    for (const { certificate } of added.values()) edits.add(spec, name, { sha256: certificate, since });
  } catch (error) {
    if (!(error instanceof CannotEdit)) throw error;
    return refused(error.message);
  }
  return { ...about, added: [...added.keys()], known: [...known], isNew: published.length > 0 };
}
