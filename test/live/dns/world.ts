/** A small Internet: zones, the servers that have them, and what a look-up finds there. */
import type { QuestionType } from "../../../src/live/dns/reply.ts";
import type { LookUp } from "../../../src/live/dns/resolver.ts";
import { printRdata, type Rdata } from "../../../src/zone/rdata.ts";
import { apex } from "./lab.ts";

export const ROOT = "127.53.0.1";
const COM = "127.53.0.2";
export const OWN = "127.53.0.3";
export const OTHER = "127.53.0.4";
/** Nothing listens there. */
const DEAD = "127.53.0.5";
const LONG = "x".repeat(200);

export const ZONES = {
  [ROOT]: {
    ".": [apex("a.root."), "a.root A 127.53.0.1", "com NS ns.com.", `ns.com A ${COM}`, "net NS ns.com."].join(
      "\n",
    ),
  },
  [COM]: {
    "com.": [
      apex("ns"),
      `ns A ${COM}`,
      "example NS ns1.example",
      `ns1.example A ${OWN}`,
      // in another zone: its address must be looked up
      "foreign NS ns.provider.net.",
      // the first has not got the zone, the second is dead, the third has it
      "lame NS ns1.lame",
      "lame NS ns2.lame",
      "lame NS ns3.lame",
      `ns1.lame A ${OTHER}`,
      `ns2.lame A ${DEAD}`,
      `ns3.lame A ${OWN}`,
      "broken NS ns.broken",
      `ns.broken A ${OTHER}`,
      "lost NS ns.nowhere.net.",
      // each other's servers
      "ring1 NS ns.ring2",
      "ring2 NS ns.ring1",
    ].join("\n"),
    "net.": [apex("ns.com."), "provider NS ns.provider", `ns.provider A ${OTHER}`].join("\n"),
  },
  [OWN]: {
    "example.com.": [
      apex("ns1"),
      `ns1 A ${OWN}`,
      "@ MX 10 mail",
      "mail A 192.0.2.1",
      "mail AAAA 2001:db8:0:0::1",
      '@ TXT "v=spf1 mx " "-all"',
      '@ CAA 0 issue "ca.example.net"',
      "_imaps._tcp SRV 0 1 993 Mail",
      `_25._tcp.mail TLSA 3 1 1 ${"AB".repeat(32)}`,
      "www CNAME web",
      "web CNAME host.foreign.com.",
      "loop1 CNAME loop2",
      "loop2 CNAME loop1",
      "dangling CNAME nothing",
      ...Array.from({ length: 20 }, (_, i) => `chain${i} CNAME chain${i + 1}`),
      "empty.non.terminal A 192.0.2.9",
      ...Array.from({ length: 30 }, (_, i) => `big TXT "${i} ${LONG}"`),
      "child NS ns1.example.com.",
    ].join("\n"),
    "lame.com.": [apex("ns1", "ns2", "ns3"), "@ A 192.0.2.7"].join("\n"),
    "child.example.com.": [apex("ns1.example.com."), "@ A 192.0.2.8"].join("\n"),
  },
  [OTHER]: {
    "foreign.com.": [apex("ns.provider.net."), "host A 192.0.2.2", "@ MX 0 ."].join("\n"),
    "provider.net.": [apex("ns"), `ns A ${OTHER}`].join("\n"),
  },
};

export const shown = ({ outcome, why, records, aliases }: LookUp): string[] => [
  [outcome, why].filter(Boolean).join(" "),
  ...aliases.map(({ name }) => `via ${name}`),
  ...records.map(({ data }) => printRdata(data as Rdata)).sort(),
];

/** `[name, type, what is found]`. */
export const CASES: readonly (readonly [string, QuestionType, readonly string[]])[] = [
  ["example.com.", "MX", ["found", "10 mail.example.com."]],
  ["mail.example.com.", "A", ["found", "192.0.2.1"]],
  ["mail.example.com.", "AAAA", ["found", "2001:db8::1"]],
  ["example.com.", "TXT", ["found", '"v=spf1 mx -all"']],
  ["example.com.", "CAA", ["found", '0 issue "ca.example.net"']],
  ["_imaps._tcp.example.com.", "SRV", ["found", "0 1 993 mail.example.com."]],
  ["_25._tcp.mail.example.com.", "TLSA", ["found", `3 1 1 ${"ab".repeat(32)}`]],
  ["example.com.", "NS", ["found", "ns1.example.com."]],
  // an address of a server in another zone, and aliases over two zones
  ["www.example.com.", "A", ["found", "via www.example.com.", "via web.example.com.", "192.0.2.2"]],
  ["www.example.com.", "CNAME", ["found", "web.example.com."]],
  ["foreign.com.", "MX", ["found", "0 ."]],
  // the parent has the zone's own server for the child, too
  ["child.example.com.", "A", ["found", "192.0.2.8"]],
  ["lame.com.", "A", ["found", "192.0.2.7"]],
  ["mail.example.com.", "TXT", ["nodata"]],
  // RFC 8020: a name above others exists
  ["non.terminal.example.com.", "A", ["nodata"]],
  ["nothing.example.com.", "A", ["nxdomain"]],
  ["dangling.example.com.", "A", ["nxdomain", "via dangling.example.com."]],
  ["unregistered.com.", "MX", ["nxdomain"]],
  ["loop1.example.com.", "A", ["failed alias-loop"]],
  ["chain0.example.com.", "A", ["failed alias-chain"]],
  ["broken.com.", "MX", ["failed no-answer"]],
  ["lost.com.", "MX", ["failed no-address"]],
  ["ring1.com.", "MX", ["failed no-address"]],
];
