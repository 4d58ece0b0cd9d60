/** The RRsets of a Route 53 zone, as `aws.route53.getRecords` lists them (@pulumi/aws 7.48.0). */
import { absolute, type Name, withoutDot } from "../../zone/name.ts";
import type { ListedValue, Listing } from "../listing.ts";

/** The API's form; what is absent there may have an empty value here. */
interface ListedSet {
  /** With its final dot; anything but letters, digits, `-`, `_` and dots as a backslash and three octal digits. */
  readonly name: string;
  readonly type: string;
  readonly ttl?: number;
  readonly resourceRecords?: readonly { readonly value: string }[];
  readonly aliasTarget?: { readonly dnsName?: string };
  readonly setIdentifier?: string;
}

export const listing: Listing = {
  rate: {
    // per account, since 2026-07-30
    source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html",
    verified: "2026-11-21",
    calls: 10,
    seconds: 1,
    burst: 50,
    lists: 1,
    pageSize: 300,
    lastPage: "short",
    atOnce: 2,
  },
  read(listed, zone) {
    const { type, ttl, resourceRecords, aliasTarget, setIdentifier, ...rest } =
      listed as unknown as ListedSet;
    const name = plainName(rest.name);
    const id = idOf(zone.id, name, type, setIdentifier);
    const alias = aliasTarget?.dnsName;
    return {
      id,
      importId: id,
      name,
      type,
      ...(!alias && ttl !== undefined && { ttl }),
      values: (resourceRecords ?? []).map(({ value }) => readValue(name, type, value)),
      ...(alias && { alias: plainName(alias) }),
      ...(setIdentifier && { setIdentifier }),
    };
  },
  texts: ({ type, records }) =>
    (records as readonly string[]).map((value) => (type === "TXT" ? `"${value}"` : value)),
  // an adopted record may have a relative `name`; `fqdn` is complete, and escaped as in the API
  idOf: ({ zoneId, fqdn, name, type, setIdentifier }) =>
    idOf(zoneId, plainName(String(fqdn || name)), String(type), setIdentifier),
};

/** The provider's id of a record, which it also accepts for an import (docs/facts/route53.md, resource). */
function idOf(zoneId: unknown, name: Name, type: string, setIdentifier: unknown): string {
  return [zoneId, withoutDot(name), type, ...(setIdentifier ? [setIdentifier] : [])].join("_");
}

/** `\052.example.com.` is `*.example.com.` */
const plainName = (name: string): Name =>
  absolute(
    name.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))),
  );

/** The API keeps the quotes at both ends of a text, the resource does not. */
function readValue(name: Name, type: string, value: string): ListedValue {
  const record = type === "TXT" ? value.replace(/^"(.*)"$/s, "$1") : value;
  return { text: value, args: { name: withoutDot(name), type, records: [record] } };
}
