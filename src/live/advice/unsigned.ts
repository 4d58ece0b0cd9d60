/** `dns-unsigned`: the domain, and the domains of its MX, are signed with DNSSEC. */
import type { Finding } from "../../finding.ts";
import { mailHosts } from "../../view/mail-hosts.ts";
import { firstOf, listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { isWithin, type Name, parentName } from "../../zone/name.ts";
import { organizationalDomain } from "../../zone/public-suffix.ts";
import type { Resolver } from "../dns/resolver.ts";
import type { Adviser } from "./adviser.ts";
import { atZone } from "./at-zone.ts";

/** Names that the message shows. */
const MOST = 4;

export const unsigned: Adviser = async ({ domain, zone, resolver }) => {
  const hosts = mailHosts(zone).filter(({ record }) => record.name === domain);
  const found = await Promise.all([
    ...((await isUnsigned(domain, resolver)) ? [domain] : []),
    ...hosts.map(async ({ exchange }) =>
      (await isUnsigned(exchange, resolver)) ? organizationalDomain(exchange) : undefined,
    ),
  ]);
  const wrong = [...new Set(found.flatMap((name) => (name === undefined ? [] : [shownName(name)])))];
  if (wrong.length === 0) return [];
  const finding: Finding = {
    code: "dns-unsigned",
    severity: "info",
    message: `${listed(firstOf(wrong, MOST))} ${wrong.length === 1 ? "is" : "are"} not signed with DNSSEC, so forged answers can lead mail elsewhere, and DANE cannot protect it (RFC 7672 §1.3)`,
    help: "switch DNSSEC on at the DNS host, and enter the DS record at the registrar",
    ...atZone(zone),
  };
  return [finding];
};

/** A DS at the name, or above it in the organization's domain, is enough: where zones begin is not looked for. */
async function isUnsigned(name: Name, resolver: Resolver): Promise<boolean> {
  const top = organizationalDomain(name);
  for (let at = name; isWithin(at, top); at = parentName(at)) {
    const { outcome } = await resolver.lookUp(at, "DS");
    if (outcome === "found" || outcome === "failed") return false;
  }
  return true;
}
