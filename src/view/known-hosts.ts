/** Hosts of mail services, and which of them a mistyped name means. */
import { distance } from "fastest-levenshtein";
import { remembering } from "../mail/remembering.ts";
import { readSnapshot } from "../mail/spf-snapshot.ts";
import type { Zone } from "../plan/zone.ts";
import type { Services } from "../preset/services.ts";
import { absolute, type Name, withoutDot } from "../zone/name.ts";
import { registeredDomain } from "../zone/public-suffix.ts";
import { knownServices } from "./known-services.ts";
import { once } from "./once.ts";

/** Names without their final dot, each with the domain that is registered; of customers' hosts the end, after a dot. */
type Hosts = ReadonlyMap<string, string>;

const hostsOf = (names: readonly string[]): Hosts =>
  new Map(names.map((name) => [name, domainOf(name.replace(/^\./, ""))]));

/** What the services of a run answer under, and what was found in it. */
const known = once(({ entries }: Services) => {
  const all = entries();
  const includes = hostsOf([
    ...Object.keys(readSnapshot().names),
    ...all.flatMap((preset) => preset.includes ?? []),
  ]);
  const exchanges = hostsOf(all.flatMap(({ mx = [] }) => mx));
  return {
    include: remembering((name): Meant => meant(name, includes)),
    exchange: remembering((name): Meant => meant(name, exchanges)),
    receivers: remembering((exchange): { readonly ids: readonly string[] } => {
      const bare = withoutDot(exchange);
      const isIts = (host: string): boolean => (host.startsWith(".") ? bare.endsWith(host) : bare === host);
      const found = all.filter(({ kind, mx = [] }) => kind !== "sender" && mx.some(isIts));
      return { ids: found.map(({ id }) => id) };
    }),
  };
});

/** The name that services have their customers include, if `name` is nearly one. */
export const meantInclude = (zone: Zone, name: Name): Meant => known(knownServices(zone)).include(name);

/** The MX host of a service, if `name` is nearly one. */
export const meantExchange = (zone: Zone, name: Name): Meant => known(knownServices(zone)).exchange(name);

/** The mailbox services, gateways and forwarders that receive mail at a host, by the ids of their presets. */
export const receiversAt = (zone: Zone, exchange: Name): readonly string[] =>
  known(knownServices(zone)).receivers(exchange).ids;

interface Meant {
  /** Absent for a name that is known, or like none. */
  readonly host?: string;
}

function meant(name: Name, known: Hosts): Meant {
  const bare = withoutDot(name);
  if (known.has(bare)) return {};
  const host =
    [...known.keys()].find((one) => !one.startsWith(".") && isNearly(bare, one)) ?? elsewhere(bare, known);
  return host === undefined ? {} : { host };
}

/** `spf.google.com` for `_spf.google.com`, `protection.outlook.com` for what is below it, one mistyped label. */
function isNearly(name: string, host: string): boolean {
  if (Math.abs(name.length - host.length) > "_spf.".length) return false;
  if (plain(name) === plain(host)) return true;
  if (host === `spf.${name}` || host === `_spf.${name}`) return domainOf(name) !== name;
  const [own, theirs] = [name.split("."), host.split(".")];
  if (own.length !== theirs.length) return false;
  const odd = own.flatMap((label, i) => (label === theirs[i] ? [] : [i]));
  const [at = -1] = odd;
  return odd.length === 1 && isTypo(own[at] ?? "", theirs[at] ?? "") && isSameOwner(name, host);
}

const domainOf = (name: string): string => withoutDot(registeredDomain(absolute(name)));

const isSameOwner = (a: string, b: string): boolean => domainOf(a) === domainOf(b);

/** The host at the domain that is meant by one letter off: `aspmx.l.gogle.com`. */
function elsewhere(name: string, known: Hosts): string | undefined {
  const domain = domainOf(name);
  const [own = "", ...suffix] = domain.split(".");
  const domains = new Set(known.values());
  if (domains.has(domain)) return undefined;
  for (const [host, theirs] of known) {
    const [label = "", ...rest] = theirs.split(".");
    if (rest.join(".") !== suffix.join(".") || label.length < SHORTEST_DOMAIN || !isTypo(own, label))
      continue;
    const whole = name.slice(0, -domain.length) + theirs;
    return known.has(whole) || host.startsWith(".") ? whole : host;
  }
  return undefined;
}

/** Shorter domains one letter apart often belong to two organizations. */
const SHORTEST_DOMAIN = 6;
/** Likewise labels of hosts that differ on purpose, such as `mxa` and `mxb`. */
const SHORTEST_LABEL = 5;

function isTypo(label: string, known: string): boolean {
  const [a, b] = [plain(label), plain(known)];
  if (looks(a) === looks(b)) return true;
  // numbers tell hosts of one kind apart
  if (a.replace(/\D/g, "") !== b.replace(/\D/g, "")) return false;
  const apart = distance(a, b);
  if (apart === 2 && a.length === b.length && sorted(a) === sorted(b)) return true;
  return apart === 1 && Math.min(a.length, b.length) >= SHORTEST_LABEL;
}

const plain = (name: string): string => name.replace(/[_-]/g, "");
const looks = (label: string): string => label.replace(/[1i]/g, "l").replaceAll("0", "o");
const sorted = (text: string): string => [...text].sort().join("");
