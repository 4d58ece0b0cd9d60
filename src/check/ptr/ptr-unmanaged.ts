import { mailAddresses } from "../../plan/pointers.ts";
import { reverseIndex } from "../../view/reverse.ts";
import { shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import type { AmongCheck } from "../check.ts";
import { example } from "../example.ts";

export const ptrUnmanaged: AmongCheck = {
  id: "ptr-unmanaged",
  severity: "info",
  rule: "With ptr: true, each address of the domain's mail hosts gets its PTR record from the specs, or from whoever gave the address.",
  source: "RFC 1912 §2.1, RFC 2317",
  explanation: {
    why: "A PTR record is in the reverse zone of the address, which belongs to whoever gave the address. The specs can publish it where they have that zone, in the same stack, at a DNS host that has PTR records.",
    effect: "Nothing is published for the address. Without a PTR record, many receivers refuse mail from it.",
    fix: "Have the owner of the address set the PTR record that the finding names, or write a spec for the reverse zone if it is delegated to you.",
    fails: example("mailbox: {provider: self-hosted, with: {ipv4: 198.51.100.25}}", "ptr: true"),
    passes: [
      example("mailbox: {provider: self-hosted, with: {ipv4: 198.51.100.25}}", "ptr: true"),
      "domain: 100.51.198.in-addr.arpa\ndns: route53\n",
    ].join("---\n"),
  },
  checkAmong(zone, zones, report) {
    const index = reverseIndex(zones);
    for (const { domain } of zone.domains) {
      if (domain.spec.input.ptr !== true) continue;
      const at = { domain: withoutDot(domain.spec.domain), place: domain.spec.source.place(["ptr"]) };
      const addresses = mailAddresses(domain);
      if (addresses.length === 0) {
        report({
          message: `ptr: true has no effect for ${shownName(domain.spec.domain)}, since the spec gives no address to an MX host`,
          help: "delete it: whoever runs the mail hosts sets the names of their addresses",
          ...at,
        });
      }
      for (const { host, address } of addresses) {
        if (index.pointersTo(address).length > 0) continue;
        report({
          message: `ptr: true publishes nothing for ${address}, the address of ${shownName(host)}: no spec of this stack has its reverse zone at a DNS host with PTR records`,
          help: `ask whoever gave you ${address}, such as your hosting provider, to set its PTR record to ${shownName(host)}`,
          ...at,
        });
      }
    }
  },
};
