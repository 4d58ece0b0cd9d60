/** What is reported of a zone's delegation and of its name servers. */
import type { Finding } from "../../finding.ts";
import { atDomain } from "../../view/whereabouts.ts";
import { firstOf, listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import { type DelegationFault, type Failing, isFound, shownServer, type ZoneVerdict } from "./verdict.ts";

/** Servers and names that a message shows; a person needs no more to see what is wrong. */
const MOST = 4;

export function delegationFindings(verdict: ZoneVerdict): Finding[] {
  if (verdict.state === "unseen") return [unseen(verdict)];
  if (!isFound(verdict)) return [unfound(verdict)];
  return [
    ...verdict.failing.map((one) => failed(verdict, one)),
    ...unmatched(verdict),
    ...verdict.faults.map((fault) => ({ ...told(fault, verdict), ...about(verdict) })),
  ];
}

const about = ({ zone }: ZoneVerdict) => {
  const [first] = zone.domains;
  return first === undefined ? {} : { ...atDomain(first.domain), place: first.place };
};

function unfound(verdict: ZoneVerdict): Finding {
  const { zone, state, alias, failing } = verdict;
  const name = shownName(zone.name);
  const report = (message: string, help: string): Finding => ({
    ...{ code: "dns-undelegated", severity: "error", message, help },
    ...about(verdict),
  });
  if (state === "alias") {
    return report(
      `${name} is a CNAME to ${shownName(alias ?? "")}, so nobody finds its own MX, SPF and other records (RFC 1034 §3.6.2, RFC 1912 §2.4)`,
      "replace the CNAME with the addresses that it leads to, or have the DNS host flatten it",
    );
  }
  if (state === "nxdomain") {
    return report(
      `${name} is not in DNS: the zone above does not delegate it, so nobody finds its records`,
      `register the domain, or enter the name servers of the zone at ${zone.cloud.title} at the registrar`,
    );
  }
  const said = failing.map((one) => `${serverOf(one)} ${SAYS[one.why] ?? `says ${one.why}`}`);
  return report(
    `no server answers for the zone ${name}${said.length > 0 ? ` (${listed(firstOf(said, MOST))})` : ""}, so nobody finds its records`,
    `see at the registrar whether the name servers are those of the zone at ${zone.cloud.title}`,
  );
}

const unseen = (verdict: ZoneVerdict): Finding => ({
  code: "dns-unknown",
  severity: "warning",
  message: `no name server of ${shownName(verdict.zone.name)} can be asked from here (${listed(firstOf([...new Set(verdict.failing.map(serverOf))], MOST))}), so what they answer was not judged`,
  help: "try another network; this one lets questions out to the resolver alone",
  ...about(verdict),
});

/** Why there is no answer, after the server's name. */
export const SAYS: Readonly<Record<string, string>> = {
  timeout: "does not answer",
  unreachable: "cannot be reached",
  garbled: "answers what is no DNS message",
  lame: "does not have the zone",
  "no-address": "has no address",
  "no-glue": "has no address in the zone above (glue)",
  "no-tcp": "does not answer over TCP",
};

const serverOf = ({ name, server }: Failing): string =>
  server === undefined ? shownName(name) : shownServer({ server, name });

const failed = (verdict: ZoneVerdict, one: Failing): Finding => ({
  code: "dns-server",
  severity: "warning",
  message: `the name server ${serverOf(one)} of ${shownName(verdict.zone.name)} ${SAYS[one.why] ?? `answers ${one.why}`}, so ${one.why === "no-tcp" ? "answers that do not fit into a UDP packet do not arrive (RFC 7766 §5)" : "look-ups are slow or fail"}`,
  help:
    one.why === "no-tcp"
      ? "let TCP to port 53 through to the server"
      : one.why === "no-glue"
        ? "enter its addresses with its name at the registrar"
        : "remove it at the registrar and from the zone, or have it serve the zone",
  ...about(verdict),
});

const shown = (names: readonly Name[]): string => listed(firstOf(names.map(shownName), MOST));

/** A zone with one server, and what the zone above and the zone itself disagree about. */
function unmatched(verdict: ZoneVerdict): Finding[] {
  const { zone, servers, failing, unmatched: only } = verdict;
  const names = [
    ...new Set([...servers, ...failing].flatMap(({ name }) => (name === undefined ? [] : [name]))),
  ];
  const report = (message: string, help: string): Finding => ({
    ...{ code: "dns-delegation", severity: "warning", message, help },
    ...about(verdict),
  });
  const found: Finding[] = [];
  if (names.length === 1 && !names.includes(".")) {
    found.push(
      report(
        `${shownName(zone.name)} has one name server, ${shown(names)}; while it is down, the domain and its mail do not exist (RFC 2182 §5)`,
        "add a second one, in another network, at the DNS host and at the registrar",
      ),
    );
  }
  if (only.above.length > 0) {
    found.push(
      report(
        `the zone above names ${shown(only.above)} for ${shownName(zone.name)}, but the zone itself does not (RFC 1912 §2.3)`,
        "enter the zone's own name servers at the registrar, or add these to the zone at its DNS host",
      ),
    );
  }
  if (only.own.length > 0) {
    found.push(
      report(
        `${shownName(zone.name)} names ${shown(only.own)} as its name servers, but the zone above does not (RFC 1912 §2.3)`,
        "enter them at the registrar, if they serve the zone; otherwise remove them from it at its DNS host",
      ),
    );
  }
  return found;
}

function told(
  fault: DelegationFault,
  { zone }: ZoneVerdict,
): Pick<Finding, "code" | "severity" | "message" | "help"> {
  const name = shownName(zone.name);
  const delegation = { code: "dns-delegation", severity: "warning" } as const;
  switch (fault.kind) {
    case "alias":
      return {
        ...delegation,
        message: `the name server ${shownName(fault.name)} of ${name} is a CNAME to ${shownName(fault.target)}, which some resolvers do not follow (RFC 2181 §10.3)`,
        help: "name the server that the CNAME leads to, at the registrar and in the zone",
      };
    case "same-address":
      return {
        ...delegation,
        message: `the name servers ${shown(fault.names)} of ${name} are one server, ${fault.address}; while it is down, the domain and its mail do not exist (RFC 2182 §5)`,
        help: "add a server in another network, at the DNS host and at the registrar",
      };
    case "glue":
      return {
        ...delegation,
        message: `the zone above says that ${shownName(fault.name)}, a name server of ${name}, has ${listed(fault.above)}, but the zone itself says ${fault.own.length === 0 ? "that it has no address" : listed(fault.own)} (RFC 1912 §2.3)`,
        help: "correct the addresses of the name server at the registrar",
      };
    case "no-glue":
      return {
        ...delegation,
        message: `the zone above has no address (glue) of ${shownName(fault.name)}, a name server of ${name} in the zone itself, so it is found only while another one answers (RFC 1034 §4.2.1)`,
        help: "enter its addresses with its name at the registrar",
      };
    case "serials":
      return {
        ...{ code: "dns-serial", severity: "warning" },
        message: `the name servers of ${name} have different versions of it: ${listed(
          firstOf(
            fault.servers.map((one) => `${shownServer(one)} has ${one.serial}`),
            MOST,
          ),
        )}`,
        help: "if this lasts longer than the refresh time of the SOA, see why the zone is not transferred to the servers that are behind",
      };
    case "no-ds": {
      const { signers } = fault;
      const keyless = signers.length === 0;
      return {
        ...{ code: "dns-no-ds", severity: "warning" },
        message: keyless
          ? `${name} has dnssec: true, but its name servers have no key, and the zone above has no DS record, so it is not signed`
          : `${name} is signed, but the zone above has no DS record, so nobody checks the signatures (RFC 4035 §5.2)`,
        help: keyless
          ? "run pulumi up, and verify again"
          : `enter the DS record at the registrar: ${signers.join(" or ")} (key tag, algorithm, digest type, digest)`,
      };
    }
    case "unsigned-above":
      return {
        ...{ code: "dns-no-ds", severity: "warning" },
        message: `${name} is signed and has a DS record, but the zone ${shownName(fault.above)} above it has none, so nobody checks the signatures (RFC 4035 §5.2)`,
        help: `sign ${shownName(fault.above)} too, and enter its DS record in the zone above it`,
      };
    case "dnssec":
      return {
        ...{ code: "dns-dnssec", severity: "error" },
        message: `${name} is signed, but ${fault.what}, so resolvers that validate find none of its records (RFC 4035 §5.5)`,
        help: "sign the zone again, or replace or remove the DS record at the registrar",
      };
  }
}
