/** Records of Amazon Route 53 as Pulumi resources, and back. */
import { withoutDot } from "../../zone/name.ts";
import { printUndotted, type Rdata } from "../../zone/rdata.ts";
import type { RRset } from "../../zone/rrset.ts";
import { characterStrings, parseText, textOctets } from "../../zone/txt.ts";
import { type Raised, raised, readRdata } from "../raise.ts";
import type { LoweredRecord, ResourceArgs, ZoneId } from "../resource.ts";
import { distinctValues, ownerPath } from "../resource-name.ts";

export const lower = (rrset: RRset, zone: ZoneId): readonly LoweredRecord[] => [
  {
    name: `${ownerPath(zone.name, rrset.name)}/${rrset.type}`,
    args: {
      zoneId: zone.id,
      // complete, without the final dot, in lower case: the provider decides by the ending alone whether a name is relative
      // (terraform-provider-aws, expandRecordName, read 2026-11-21)
      name: withoutDot(rrset.name),
      type: rrset.type,
      ttl: rrset.ttl,
      records: distinctValues(rrset).map(printValue),
    },
  },
];

export const raise = ({ name, type, ttl, records }: ResourceArgs): Raised | undefined =>
  Array.isArray(records)
    ? raised(
        name,
        // an import leaves a TTL of 0 out (docs/facts/route53.md, provider)
        ttl ?? 0,
        records.map((value) => raiseValue(type, String(value))),
      )
    : undefined;

function printValue(data: Rdata): string {
  switch (data.type) {
    case "CAA":
      return `${data.flags} ${data.tag} "${escapeOctets(textOctets(data.value))}"`;
    case "TXT":
      // the provider puts a quote at both ends and escapes nothing (terraform-provider-aws, flattenTxtEntry,
      // read 2026-11-21), so inside the value a closing and an opening quote separate the strings
      return characterStrings(data.text).map(escapeOctets).join('""');
    default:
      return printUndotted(data);
  }
}

/**
 * Octets of a quoted string as Route 53 reads it: `"` and `\` after a backslash, anything but printable ASCII as three
 * *octal* digits, while master files have decimal ones (vendor documentation of the TXT type, 2026-11-21).
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

/** Turns octal escapes into those of master files, whose digits are decimal (RFC 1035 §5.1). */
const decimalEscapes = (text: string): string =>
  text.replace(/\\([0-3][0-7]{2})|\\./gs, (whole, octal: string | undefined) =>
    octal === undefined ? whole : `\\${String(Number.parseInt(octal, 8)).padStart(3, "0")}`,
  );
