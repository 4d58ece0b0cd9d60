import { isPlainHost, isPlainOwner } from "../../view/plain-name.ts";
import { atOwner } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { hostFault, type Name, type NameFault, ownerFault } from "../../zone/name.ts";
import type { RRset } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const nameSyntax: ZoneCheck = {
  id: "name-syntax",
  severity: "error",
  rule: "An owner is a valid domain name, and the owner of A, AAAA and MX is a host name, unless an address is below a label such as _spf; one * may be the first label.",
  source: "RFC 1035 §2.3.4, RFC 2181 §11, RFC 1123 §2.1, RFC 2317 §4, RFC 8552, RFC 4592 §2.1.1",
  unwaivable: "it is not a name that DNS can hold",
  explanation: {
    why: "A name has labels of at most 63 octets, and 253 octets in all. Hosts have only letters, digits and hyphens.",
    effect: "The cloud rejects the record, or software rejects the name.",
    fix: "Correct the name.",
    fails: example("mode: parked", "records:", "  - {name: my_host, type: A, value: 198.51.100.7}"),
    passes: example("mode: parked", "records:", "  - {name: my-host, type: A, value: 198.51.100.7}"),
  },
  check(zone, report) {
    for (const [name, rrsets] of zone.owners) {
      if (isPlainHost(name)) continue;
      const invalid = isPlainOwner(name) ? undefined : ownerFault(name);
      const at = invalid === undefined ? rrsets.find(isHostOwner) : rrsets[0];
      const fault = invalid ?? (at && hostOwnerFault(name, at.type));
      const record = at?.records[0];
      if (record === undefined || fault === undefined) continue;
      report({
        message: `${shownName(name)} cannot have ${record.data.type} records: ${fault.problem}, so the record would be rejected or never looked up`,
        help: "correct the name of this record; it is relative to the mail domain",
        ...atOwner(zone, record, fault),
      });
    }
  },
};

const isHostOwner = ({ type }: RRset): boolean => type === "A" || type === "AAAA" || type === "MX";

/**
 * Like `hostFault`, but allows a wildcard, which may have the records of a host, and addresses below a label such as
 * `_spf`: no host has such a name, but `exists:` looks them up (RFC 7208 §5.7, RFC 8552 §1).
 */
function hostOwnerFault(name: Name, type: RRset["type"]): NameFault | undefined {
  if (type !== "MX" && name.includes("._")) return undefined;
  const start = name.startsWith("*.") ? 2 : 0;
  const fault = hostFault(name.slice(start));
  return fault && { ...fault, offset: fault.offset + start };
}
