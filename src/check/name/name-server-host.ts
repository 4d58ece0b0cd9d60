import type { Zone } from "../../plan/zone.ts";
import { answering } from "../../view/answering.ts";
import { atTarget } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import { isWithin, type Name } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

const NS = "  - {name: shop, type: NS, values: [ns1.shop, ns2.example.net]}";

export const nameServerHost: ZoneCheck = {
  id: "name-server-host",
  severity: "error",
  rule: "A name server below the name that it serves has its address beside the delegation, and no name server is an alias.",
  source: "RFC 1034 §4.2.1, RFC 2181 §10.3",
  explanation: {
    why: "To ask the server, a resolver needs its address. If only the delegated zone has that, nobody can begin.",
    effect:
      "The server is never asked. If all servers are like that, the delegated name does not exist for the outside.",
    fix: "Add A or AAAA records for the server beside the NS records.",
    fails: example("mode: parked", "records:", NS.replace("ns1.shop,", "ns1.shop.example.com,")),
    passes: example(
      "mode: parked",
      "records:",
      NS.replace("ns1.shop,", "ns1.shop.example.com,"),
      "  - {name: ns1.shop, type: A, value: 198.51.100.53}",
    ),
  },
  check(zone, report) {
    for (const { type, name, records } of zone.rrsets) {
      if (type !== "NS" || name === zone.name) continue;
      for (const record of records) {
        const host = record.data.type === "NS" ? record.data.target : ".";
        const problem = isWithin(host, zone.name) ? problemOf(zone, name, host) : undefined;
        if (problem === undefined) continue;
        report({
          message: `${shownRecord(record)} names a server that ${problem}, so nobody can ask it for ${shownName(name)}`,
          help: `add A or AAAA at ${shownName(host)} to records${isWithin(host, name) ? "" : ", or list it under external if something else manages its addresses"}`,
          ...atTarget(zone, record),
        });
      }
    }
  },
};

function problemOf(zone: Zone, cut: Name, host: Name): string | undefined {
  if (zone.external.has(host)) return undefined;
  const types = answering(zone, host)?.map(({ type }) => type);
  if (types?.includes("CNAME")) return "is an alias (CNAME)";
  if (types?.some((type) => type === "A" || type === "AAAA")) return undefined;
  // elsewhere in the zone, it may be there although no spec has it
  return isWithin(host, cut) || types !== undefined ? "has no address in this zone" : undefined;
}
