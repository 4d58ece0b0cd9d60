/** Where mail goes, and how it is protected on the way: further MX hosts, their addresses, MTA-STS, TLSA, NS, DNSSEC. */
import { type Case, mail, mx } from "./case.ts";

const records = (...items: string[]): string => mail(`records: [${items.join(", ")}]`);
const at = (preference: number, host: string): string => `{type: MX, value: ${preference} ${host}.}`;
const OLD = at(10, "a.example.net");
const address = (...values: string[]): string =>
  records("{type: MX, value: 10 mx}", ...values.map((value) => `{name: mx, type: ${value}}`));
const sts = (id: string, ...items: string[]): string =>
  records(`{name: _mta-sts, type: TXT, value: "v=STSv1; id=${id};"}`, ...items);
const pins = (...hashes: string[]): string =>
  records(
    "{type: MX, value: 10 mx}",
    "{name: mx, type: A, value: 192.0.2.1}",
    ...hashes.map((hash) => `{name: _25._tcp.mx, type: TLSA, value: 3 1 1 ${hash.repeat(64)}}`),
  );
/** The same under `dane`, with `since` after a colon. */
const keys = (...items: string[]): string => {
  const certificates = items.map((item) => {
    const [hash = "", since] = item.split(/:(.*)/s);
    return `{sha256: ${hash.repeat(64)}${since === undefined ? "" : `, since: "${since}"`}}`;
  });
  return [pins(), `dane: {hosts: {mx: {certificates: [${certificates.join(", ")}]}}}`].join("\n");
};
const created = (dnssec: boolean): string =>
  [
    "domain: example.com",
    `dns: {cloud: cloudflare, create: true, dnssec: ${dnssec}}`,
    "mode: mail",
    `records: [${at(10, "a.example.net")}]`,
  ].join("\n");
const DS = `12345 13 2 ${"0A".repeat(32)}`;
const ns = (...hosts: string[]): string =>
  records(OLD, ...hosts.map((host) => `{name: team, type: NS, value: ${host}.}`));

export const hostCases: readonly Case[] = [
  {
    what: "an MX comes that is preferred to all others",
    before: records(OLD),
    after: records(OLD, at(0, "b.example.net")),
    finds: ["plan-mx-added example.com"],
    says: ["gets the MX 0 b.example.net beside 10 a.example.net, so all of its mail would go there first"],
  },
  {
    what: "an MX of another provider comes, behind the others",
    before: records(OLD),
    after: records(OLD, at(50, "mx.evil.org")),
    finds: ["plan-mx-added example.com"],
    says: ["50 mx.evil.org", "a part of its mail would go to another provider"],
  },
  {
    what: "a second host of the same provider comes behind the first",
    before: records(OLD),
    after: records(OLD, at(20, "b.example.net"), at(20, "c.b.example.net")),
    finds: [],
  },
  {
    what: "a run that was interrupted after it had created one of a preset's MX goes on",
    before: records(at(10, "mxbiz2.qq.com")),
    after: mail("mailbox: tencent-exmail"),
    finds: [],
  },
  {
    what: "a host of the preset's organization that the preset does not give is preferred to all",
    before: mail("mailbox: tencent-exmail"),
    after: mail("mailbox: tencent-exmail", `records: [${at(1, "evil.qq.com")}]`),
    finds: ["plan-mx-added example.com"],
    says: ["gets the MX 1 evil.qq.com"],
  },
  {
    what: "the mail moves altogether, which is a cutover and nothing else",
    before: records(OLD),
    after: records(at(0, "mx.evil.org")),
    finds: ["plan-mx-cutover example.com"],
  },

  {
    what: "an MX host gets entirely other addresses",
    before: address("A, value: 192.0.2.1", "AAAA, value: '2001:db8::1'"),
    after: address("A, value: 192.0.2.66", "AAAA, value: '2001:db8::66'"),
    finds: ["plan-mx-address example.com"],
    says: ["mx.example.com goes from 192.0.2.1 and 2001:db8::1 to 192.0.2.66 and 2001:db8::66"],
  },
  {
    what: "an MX host gets a further address, and loses one of two",
    before: address("A, value: 192.0.2.1", "A, value: 192.0.2.2"),
    after: address("A, value: 192.0.2.2", "A, value: 192.0.2.3"),
    finds: [],
  },
  {
    what: "an MX host keeps its address in one family",
    before: address("A, value: 192.0.2.1", "AAAA, value: '2001:db8::1'"),
    after: address("A, value: 192.0.2.1", "AAAA, value: '2001:db8::66'"),
    finds: [],
  },
  {
    what: "a host that receives no mail gets another address",
    before: records(OLD, "{name: www, type: A, value: 192.0.2.1}"),
    after: records(OLD, "{name: www, type: A, value: 192.0.2.2}"),
    finds: [],
  },

  {
    what: "a domain with MTA-STS gets an MX host, and the id of the policy stays",
    before: sts("1", OLD),
    after: sts("1", OLD, at(20, "b.example.net")),
    finds: ["plan-sts-mx example.com"],
    says: ["gets the MX b.example.net while the id of its MTA-STS policy stays 1"],
  },
  {
    what: "a domain with MTA-STS gets an MX host and a new id",
    before: sts("1", OLD),
    after: sts("2", OLD, at(20, "b.example.net")),
    finds: [],
  },
  {
    what: "a domain with MTA-STS loses an MX host, which its policy may still list",
    before: sts("1", OLD, at(20, "b.example.net")),
    after: sts("1", OLD),
    finds: [],
  },
  {
    what: "the MTA-STS record goes",
    before: sts("1", OLD),
    after: records(OLD),
    finds: ["plan-tls-gone example.com"],
    says: ["_mta-sts.example.com loses its MTA-STS record"],
  },

  {
    what: "all TLSA records of a host are replaced at once",
    before: pins("a"),
    after: pins("b"),
    finds: ["plan-tls-gone example.com"],
    says: ["all TLSA records of _25._tcp.mx.example.com are replaced at once"],
  },
  {
    what: "the TLSA records of a host go",
    before: pins("a"),
    after: pins(),
    finds: ["plan-tls-gone example.com"],
    says: ["loses its TLSA records"],
  },
  { what: "a TLSA record comes beside the current one", before: pins("a"), after: pins("a", "b"), finds: [] },
  { what: "the old TLSA record goes after the change", before: pins("a", "b"), after: pins("b"), finds: [] },
  {
    what: "the old TLSA record goes before the TTLs of the new one have passed",
    before: keys("a", "b:2026-12-01T10:30:00Z"),
    after: keys("b:2026-12-01T10:30:00Z"),
    finds: ["plan-tls-gone example.com"],
    says: ["_25._tcp.mx.example.com loses a TLSA record, but until 2026-12-01 12:30 UTC senders"],
  },
  {
    what: "the old TLSA record goes when the TTLs of the new one have passed",
    before: keys("a", "b:2026-12-01T10:00:00Z"),
    after: keys("b:2026-12-01T10:00:00Z"),
    finds: [],
  },
  {
    what: "a new TLSA record goes again, which no server used",
    before: keys("a", "b:2026-12-01T11:30:00Z"),
    after: keys("a"),
    finds: [],
  },
  {
    what: "one of three TLSA records goes, and of one that stays nobody says since when",
    before: keys("a", "b", "c:2026-12-01T11:30:00Z"),
    after: keys("b", "c:2026-12-01T11:30:00Z"),
    finds: [],
  },

  {
    what: "a name with records of the stack is delegated",
    before: records(OLD, "{name: host.team, type: A, value: 192.0.2.1}"),
    after: `${ns("ns1.evil.org")}`,
    finds: ["plan-ns-changed example.com"],
    says: ["team.example.com gets the NS ns1.evil.org"],
  },
  {
    what: "a name without records is delegated",
    before: records(OLD),
    after: ns("ns1.example.org"),
    finds: [],
  },
  {
    what: "a delegation gets other servers",
    before: ns("ns1.example.org"),
    after: ns("ns1.evil.org"),
    finds: ["plan-ns-changed example.com"],
    says: ["goes from the NS ns1.example.org. to ns1.evil.org."],
  },
  {
    what: "a delegation goes",
    before: ns("ns1.example.org"),
    after: mail(mx("a.example.net")),
    finds: ["plan-ns-changed example.com"],
    says: ["loses its NS ns1.example.org."],
  },
  {
    what: "a delegation stays as it is",
    before: ns("ns1.example.org", "ns2.example.org"),
    after: ns("ns2.example.org", "ns1.example.org"),
    finds: [],
  },
  {
    what: "a zone is no longer signed while the zone above has its DS record",
    before: created(true),
    after: created(false),
    vouched: { "example.com.": { records: [DS], ttl: 86400 } },
    finds: ["plan-dnssec-off example.com"],
    says: [`the zone above has the DS record ${DS}, so resolvers that validate`, "its TTL of 86400 s"],
  },
  {
    what: "a zone is no longer signed, and nobody knows what the zone above has",
    before: created(true),
    after: created(false),
    vouched: { "example.com.": "unknown" },
    finds: ["plan-dnssec-off example.com"],
    says: ["the lookup of its DS record failed"],
  },
  {
    what: "a zone is no longer signed, and the zone above has no DS record",
    before: created(true),
    after: created(false),
    vouched: { "example.com.": { records: [], ttl: 0 } },
    finds: [],
  },
];
