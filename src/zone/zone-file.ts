/** RRsets as a master file (RFC 1035 §5), without the SOA and the apex NS, which are the DNS host's own. */
import { isWithin, type Name, relativeName } from "./name.ts";
import { compareNames, compareRdata, compareRRsets, compareText } from "./order.ts";
import { printRdata } from "./rdata.ts";
import type { RRset } from "./rrset.ts";

/**
 * The zone's records, one per line, owners relative to `$ORIGIN`, sorted by owner, type and value.
 * A CNAME at the apex is written as a comment: a cloud can flatten it, but a zone file cannot hold it beside the SOA
 * (RFC 1034 §3.6.2).
 */
export function printZoneFile(zone: Name, rrsets: readonly RRset[]): string {
  const sorted = [...rrsets].sort(compareRRsets);
  const owners = sorted.map((rrset) => printOwner(rrset.name, zone));
  const ownerWidth = widest(owners);
  const ttlWidth = widest(sorted.map((rrset) => String(rrset.ttl)));
  const typeWidth = widest(sorted.map((rrset) => rrset.type));
  let text = `$ORIGIN ${escapeName(zone)}\n`;
  for (const [i, rrset] of sorted.entries()) {
    const head = [
      (owners[i] as string).padEnd(ownerWidth),
      String(rrset.ttl).padStart(ttlWidth),
      "IN",
      rrset.type.padEnd(typeWidth),
    ].join(" ");
    const comment = rrset.type === "CNAME" && rrset.name === zone ? "; flattened by the cloud: " : "";
    for (const value of values(rrset)) text += `${comment}${head} ${value}\n`;
  }
  return text;
}

/** Sorts RRsets of a zone: its apex, its other names in canonical order, names outside it; at one name by type. */
export function compareOwners(zone: Name): (a: RRset, b: RRset) => number {
  const stray = (rrset: RRset): number => (isWithin(rrset.name, zone) ? 0 : 1);
  return (a, b) => stray(a) - stray(b) || compareNames(a.name, b.name) || compareText(a.type, b.type);
}

/** The set's values in presentation form, each once. */
function values(rrset: RRset): Set<string> {
  return new Set(
    rrset.records
      .map((record) => record.data)
      .sort(compareRdata)
      .map(printRdata),
  );
}

function printOwner(name: Name, zone: Name): string {
  if (name === zone) return "@";
  return escapeName(isWithin(name, zone) ? relativeName(name, zone) : name);
}

/** Writes octets that are special in a master file as \DDD (RFC 1035 §5.1). A check refuses such names. */
function escapeName(name: string): string {
  if (/^[a-z0-9_*.-]*$/.test(name)) return name;
  return [...Buffer.from(name)]
    .map((octet) => {
      const char = String.fromCharCode(octet);
      return /[a-z0-9_*.-]/.test(char) ? char : `\\${String(octet).padStart(3, "0")}`;
    })
    .join("");
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}
