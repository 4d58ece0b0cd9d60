/** Amazon Route 53: one resource is a whole RRset. */
import { withoutDot } from "../../zone/name.ts";
import { printUndotted, type Rdata, RECORD_TYPES } from "../../zone/rdata.ts";
import { characterStrings, parseText, textOctets } from "../../zone/txt.ts";
import type { Cloud, Fact } from "../cloud.ts";
import { raised, readRdata } from "../raise.ts";
import { distinctValues, ownerPath } from "../resource-name.ts";
import { route53Listing } from "./listing.ts";
import { route53Zone } from "./zone.ts";

const recordTypes: Fact = {
  source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html",
  verified: "2026-11-21",
};
const recordSetApi: Fact = {
  source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html",
  verified: "2026-11-21",
};

export const route53: Cloud = {
  id: "route53",
  title: "Amazon Route 53",
  token: "aws:route53/record:Record",
  unit: "rrset",
  ownerArgument: "name",
  zoneArgument: "zoneId",
  limits: {
    ttl: { ...recordSetApi, min: 0, max: 2_147_483_647 },
    // 16 bits (RFC 1035 §3.3.9); the vendor names no narrower range
    preference: { ...recordTypes, min: 0, max: 65_535 },
    // "The maximum length of a value in a TXT record is 4,000 characters"; terraform-provider-aws#14941
    txtOctets: { ...recordTypes, max: 4_000 },
    nullMx: { ...recordTypes, able: true },
    nullSrv: { ...recordTypes, able: true },
    types: { ...recordTypes, able: RECORD_TYPES },
    // refused as InvalidChangeBatch; an alias record is what Route 53 has instead
    apexCname: { ...recordTypes, able: false },
  },
  lower: (rrset, zone) => [
    {
      name: `${ownerPath(zone.name, rrset.name)}/${rrset.type}`,
      args: {
        zoneId: zone.id,
        // whole, without the final dot, lower case: the provider takes a name for relative by its ending alone
        // (terraform-provider-aws, expandRecordName, read 2026-11-21)
        name: withoutDot(rrset.name),
        type: rrset.type,
        ttl: rrset.ttl,
        records: distinctValues(rrset).map(printValue),
      },
    },
  ],
  raise: ({ name, type, ttl, records }) =>
    Array.isArray(records)
      ? raised(
          name,
          ttl,
          records.map((value) => raiseValue(type, String(value))),
        )
      : undefined,
  listing: route53Listing,
  zoneResource: route53Zone,
};

function printValue(data: Rdata): string {
  switch (data.type) {
    case "CAA":
      return `${data.flags} ${data.tag} "${escapeOctets(textOctets(data.value))}"`;
    case "TXT":
      // the provider puts a quote at either end and escapes nothing (terraform-provider-aws, flattenTxtEntry,
      // read 2026-11-21), so inside the value strings are parted by a closing and an opening quote
      return characterStrings(data.text).map(escapeOctets).join('""');
    default:
      return printUndotted(data);
  }
}

/**
 * Octets of a quoted string as Route 53 reads it: `"` and `\` behind a backslash, what is not printable ASCII as
 * three *octal* digits, where master files have decimal ones (vendor documentation of the TXT type, 2026-11-21).
 */
function escapeOctets(octets: Uint8Array): string {
  let text = "";
  for (const octet of octets) {
    if (octet === 0x22 || octet === 0x5c) text += `\\${String.fromCharCode(octet)}`;
    else if (octet >= 0x20 && octet < 0x7f) text += String.fromCharCode(octet);
    else text += `\\${octet.toString(8).padStart(3, "0")}`;
  }
  return text;
}

/** The inverse of `printValue`. */
function raiseValue(type: unknown, value: string): Rdata | undefined {
  if (type === "CAA") return readRdata(type, decimalEscapes(value));
  return readRdata(type, type === "TXT" ? parseText(decimalEscapes(`"${value}"`)) : value);
}

/** The inverse of octal escapes as master files have it, where the digits are decimal (RFC 1035 §5.1). */
const decimalEscapes = (text: string): string =>
  text.replace(/\\([0-3][0-7]{2})|\\./gs, (whole, octal: string | undefined) =>
    octal === undefined ? whole : `\\${String(Number.parseInt(octal, 8)).padStart(3, "0")}`,
  );
