/** What each guard stops and what it lets pass, by the specs before and after. */
import { runGuards } from "../../src/guard/run.ts";
import { type Case, mail, mx } from "./case.ts";
import { changeFrom, specs } from "./change-of.ts";
import { dkimCases } from "./dkim.cases.ts";
import { dmarcCases } from "./dmarc.cases.ts";
import { hostCases } from "./host.cases.ts";
import { migrationCases } from "./migration.cases.ts";
import { senderCases } from "./sender.cases.ts";
import { stsCases } from "./sts.cases.ts";

const KEY = "A".repeat(40);
const dkim = (...keys: string[]): string => `dkim: [${keys.join(", ")}]`;
const dmarc = (rest: string): string => mail(mx("mx.example.net"), `dmarc: {${rest}}`);
const parked = (domain: string): string => `domain: ${domain}\ndns: route53\nmode: parked`;
export const other =
  "domain: example.org\ndns: cloudflare\nmode: mail\nrecords: [{type: MX, value: 10 mx.example.net.}]";
const texts = (count: number): string =>
  `records: [{type: MX, value: 10 mx.example.net.}${Array.from({ length: count }, (_, i) => `, {name: t${i}, type: TXT, value: x}`).join("")}]`;
const two = (dns: string): string => `domain: example.com\ndns: ${dns}\nttl: 600\nmailbox: tencent-exmail`;
const REPORTS = 'rua: ["mailto:dmarc@example.com"]';

export const cases: readonly Case[] = [
  ...senderCases,
  ...hostCases,
  ...stsCases,
  ...dmarcCases,
  ...migrationCases,
  { what: "nothing changes", before: mail(mx("a.example.net")), after: mail(mx("a.example.net")), finds: [] },
  { what: "a new stack", before: "", after: mail(mx("a.example.net")), finds: [] },

  {
    what: "a domain with mail is in no spec any more: one finding, whatever it had",
    before: specs(
      mail(mx("a.example.net"), dkim(`{selector: s1, key: ${KEY}}`), "dmarc: {policy: reject}"),
      other,
    ),
    after: other,
    finds: ["plan-domain-gone example.com"],
    says: ["all its records (3) would be deleted", "stops receiving mail and can no longer sign its mail"],
  },
  {
    what: "a domain that only sends is in no spec any more",
    before: specs(
      `domain: example.com\ndns: route53\nmode: send-only\nspf: {ip4: [192.0.2.1]}\n${dkim(`{selector: s1, key: ${KEY}}`)}`,
      other,
    ),
    after: other,
    finds: ["plan-domain-gone example.com"],
  },
  { what: "a parked domain may go", before: specs(parked("example.com"), other), after: other, finds: [] },

  {
    what: "the last MX goes",
    before: mail(mx("a.example.net", "b.example.net")),
    after: "domain: example.com\ndns: cloudflare\nmode: send-only\nspf: {ip4: [192.0.2.1]}",
    finds: ["plan-mx-gone example.com"],
    says: ["example.com loses its last MX (a.example.net and b.example.net)"],
  },
  {
    what: "a null MX in place of the last is the same",
    before: mail(mx("a.example.net")),
    after: "domain: example.com\ndns: cloudflare\nmode: parked",
    finds: ["plan-mx-gone example.com"],
  },
  {
    what: "one MX of two may go, on a cloud of values",
    before: mail(mx("a.example.net", "b.example.net")),
    after: mail(mx("b.example.net")),
    finds: [],
  },
  {
    what: "one MX of two may go, on a cloud of RRsets",
    before: mail(mx("a.example.net", "b.example.net")).replace("cloudflare", "route53"),
    after: mail(mx("b.example.net")).replace("cloudflare", "route53"),
    finds: [],
  },
  {
    what: "the MX of a name below goes",
    before: mail(
      "records: [{type: MX, value: 10 a.example.net.}, {name: lists, type: MX, value: 10 l.example.net.}]",
    ),
    after: mail(mx("a.example.net")),
    finds: ["plan-mx-gone example.com"],
    says: ["lists.example.com loses its last MX (l.example.net)"],
  },
  {
    what: "a null MX may go",
    before: "domain: example.com\ndns: cloudflare\nmode: parked",
    after:
      "domain: example.com\ndns: cloudflare\nmode: send-only\nspf: {ip4: [192.0.2.1]}\ndmarc: {policy: reject}",
    finds: [],
  },

  {
    what: "the mail moves to another provider",
    before: mail("ttl: 7200", mx("a.example.net", "b.example.net")),
    after: mail("ttl: 7200", mx("mx.example.org")),
    finds: ["plan-mx-cutover example.com"],
    says: [
      "from a.example.net and b.example.net to mx.example.org",
      "for up to 7200 s",
      "ttl: 300, wait 7200 s",
    ],
  },
  {
    what: "the mail moves with a low TTL",
    before: mail("ttl: 300", mx("a.example.net")),
    after: mail(mx("mx.example.org")),
    finds: ["plan-mx-cutover example.com"],
    says: ["the TTL is already low"],
  },
  {
    what: "a host joins and a host goes, one stays",
    before: mail(mx("a.example.net", "b.example.net")),
    after: mail(mx("b.example.net", "c.example.net")),
    finds: [],
  },
  {
    what: "a preference changes",
    before: mail("records: [{type: MX, value: 10 a.example.net.}]"),
    after: mail("records: [{type: MX, value: 20 a.example.net.}]"),
    finds: [],
  },

  {
    what: "a selector goes",
    before: mail(
      mx("a.example.net"),
      dkim(`{selector: s1, key: ${KEY}}`, "{selector: s2, cname: s2.example.net}"),
    ),
    after: mail(mx("a.example.net")),
    finds: ["plan-dkim-gone example.com"],
    says: [
      "s1._domainkey.example.com loses its key and the DKIM selector s2._domainkey.example.com loses its key",
    ],
  },
  {
    what: "a selector gets another key",
    before: mail(mx("a.example.net"), dkim(`{selector: s1, key: ${KEY}}`)),
    after: mail(mx("a.example.net"), dkim(`{selector: s1, key: ${KEY.replace("A", "B")}}`)),
    finds: ["plan-dkim-gone example.com"],
    says: ["gets another key"],
  },
  {
    what: "a selector is taken over by a CNAME",
    before: mail(mx("a.example.net"), dkim(`{selector: s1, key: ${KEY}}`)),
    after: mail(mx("a.example.net"), dkim("{selector: s1, cname: s1.example.net}")),
    finds: ["plan-dkim-gone example.com"],
  },
  {
    what: "a selector's key is revoked",
    before: mail(mx("a.example.net"), dkim(`{selector: s1, key: ${KEY}}`)),
    after: mail(
      'records: [{type: MX, value: 10 a.example.net.}, {name: s1._domainkey, type: TXT, value: "v=DKIM1; p="}]',
    ),
    finds: ["plan-dkim-gone example.com"],
  },
  ...dkimCases,
  {
    what: "the same key in other words, and a second selector",
    before: mail(mx("a.example.net"), dkim(`{selector: s1, key: ${KEY}}`)),
    after: mail(
      dkim(`{selector: s2, key: ${KEY}}`),
      `records: [{type: MX, value: 10 a.example.net.}, {name: s1._domainkey, type: TXT, value: "k=rsa; p=${KEY.slice(0, 9)} ${KEY.slice(9)}"}]`,
    ),
    finds: [],
  },

  ...(
    [
      ["policy: reject", "policy: quarantine", ["p=reject to p=quarantine"]],
      ["policy: quarantine", "policy: none", ["p=quarantine to p=none"]],
      ["policy: reject", "policy: reject, subdomainPolicy: none", ["sp=reject to sp=none"]],
      ["policy: reject", "policy: reject, nonexistentPolicy: quarantine", ["np=reject to np=quarantine"]],
      ["policy: reject", "policy: reject, test: true", ["gets t=y"]],
      ["policy: quarantine, subdomainPolicy: reject", "policy: reject, test: true", ["gets t=y"]],
      [`policy: none, ${REPORTS}`, "policy: none", ["loses its rua"]],
      ["policy: reject, alignSpf: strict", "policy: reject", ["strict SPF alignment"]],
      ["policy: reject, alignDkim: strict", "policy: reject, alignDkim: relaxed", ["strict DKIM alignment"]],
    ] as const
  ).map(
    ([from, to, says]): Case => ({
      what: `DMARC from {${from}} to {${to}}`,
      before: dmarc(from),
      after: dmarc(to),
      finds: ["dmarc-weakened example.com"],
      says,
    }),
  ),
  ...(
    [
      ["policy: none", "policy: quarantine"],
      ["policy: quarantine", "policy: reject"],
      ["policy: reject, test: true", "policy: reject"],
      ["policy: none", "policy: quarantine, test: true"],
      ["policy: none", "policy: none, test: true"],
      ["policy: quarantine", "policy: reject, test: true"],
      ["policy: quarantine, test: true", "policy: quarantine"],
      ["policy: quarantine, test: true", "policy: reject, test: true"],
      ["policy: quarantine, subdomainPolicy: none", "policy: quarantine, subdomainPolicy: reject"],
      [`policy: none, ${REPORTS}`, 'policy: none, rua: ["mailto:other@example.com"]'],
    ] as const
  ).map(
    ([from, to]): Case => ({
      what: `DMARC from {${from}} to {${to}} is no weaker`,
      before: dmarc(from),
      after: dmarc(to),
      finds: [],
    }),
  ),
  {
    what: "the DMARC record goes",
    before: dmarc("policy: reject"),
    after: mail(mx("mx.example.net")),
    finds: ["dmarc-weakened example.com"],
    says: ["is deleted"],
  },
  {
    what: "the DMARC record of a name below goes, and the domain's holds for it",
    before: mail(
      'records: [{type: MX, value: 10 a.example.net.}, {name: _dmarc.x, type: TXT, value: "v=DMARC1; p=reject"}]',
      "dmarc: {policy: reject}",
    ),
    after: mail(mx("a.example.net"), "dmarc: {policy: reject}"),
    finds: [],
  },
  {
    what: "the DMARC record is left to a service by CNAME",
    before: dmarc("policy: reject"),
    after: mail(
      "records: [{type: MX, value: 10 mx.example.net.}, {name: _dmarc, type: CNAME, value: x.example.net.}]",
    ),
    finds: [],
  },

  {
    what: "p=none to p=reject at once is advised against",
    before: dmarc("policy: none"),
    after: dmarc("policy: reject"),
    finds: ["dmarc-ladder example.com"],
    says: ["dmarc report REPORTS --only example.com --gate 99.5 fails before each step"],
  },
  {
    what: "p=none to p=reject with t=y is reject for receivers that do not know t",
    before: dmarc("policy: none"),
    after: dmarc("policy: reject, test: true"),
    finds: ["dmarc-ladder example.com"],
    says: ["in one step; t=y makes it quarantine only where receivers know it"],
  },
  {
    what: "p=quarantine with t=y is none for receivers that know t",
    before: dmarc("policy: quarantine, test: true"),
    after: dmarc("policy: reject"),
    finds: ["dmarc-ladder example.com"],
    says: ["goes in one step to p=reject from p=quarantine with t=y"],
  },
  {
    what: "p=none to p=reject where nothing is sent",
    before: `${parked("example.com").replace("parked", "receive-only")}\nrecords: [{type: MX, value: 10 a.example.net.}]\ndmarc: {policy: none}`,
    after: `${parked("example.com").replace("parked", "receive-only")}\nrecords: [{type: MX, value: 10 a.example.net.}]\ndmarc: {policy: reject}`,
    finds: [],
  },

  {
    what: "a cloud goes while the zone is delegated to it",
    before: two("[cloudflare, route53]"),
    after: two("route53"),
    delegations: { "example.com.": ["ada.ns.cloudflare.com.", "bob.ns.cloudflare.com."] },
    finds: ["plan-cloud-gone example.com"],
    says: [
      "example.com leaves Cloudflare",
      "still delegated to ada.ns.cloudflare.com and bob.ns.cloudflare.com",
    ],
  },
  {
    what: "a cloud goes while the zone is delegated to both",
    before: two("[cloudflare, route53]"),
    after: two("route53"),
    delegations: { "example.com.": ["ada.ns.cloudflare.com.", "ns-1.awsdns-2.com."] },
    finds: ["plan-cloud-gone example.com"],
  },
  {
    what: "a cloud goes and DNS cannot be asked",
    before: two("[cloudflare, route53]"),
    after: two("route53"),
    delegations: { "example.com.": "unknown" },
    finds: ["plan-cloud-gone example.com"],
    says: ["the lookup of the delegation of"],
  },
  {
    what: "a cloud goes and the servers are nobody's that is known",
    before: two("[cloudflare, route53]"),
    after: two("route53"),
    delegations: { "example.com.": ["ns1.example.com."] },
    finds: ["plan-cloud-gone example.com"],
  },
  {
    what: "an account goes, and the servers do not tell the two apart",
    before: two("[cloudflare, {cloud: cloudflare, account: shop}]"),
    after: two("{cloud: cloudflare, account: shop}"),
    delegations: { "example.com.": ["ada.ns.cloudflare.com."] },
    finds: ["plan-cloud-gone example.com"],
  },
  {
    what: "a cloud goes that the zone is no longer delegated to",
    before: two("[cloudflare, route53]"),
    after: two("route53"),
    delegations: { "example.com.": ["ns-2048.awsdns-64.com.", "NS-1.awsdns-02.co.uk."] },
    finds: [],
  },
  {
    what: "a cloud goes and the zone is not delegated at all",
    before: two("[cloudflare, alidns]"),
    after: two("alidns"),
    delegations: { "example.com.": [] },
    finds: [],
  },
  { what: "a cloud comes", before: two("cloudflare"), after: two("[cloudflare, alidns]"), finds: [] },

  {
    what: "ten of twelve records go",
    before: mail(texts(11)),
    after: mail(texts(1)),
    finds: ["plan-delete-pct -"],
    says: ["10 of the stack's 12 records would be deleted", "example.com/t10/TXT/2d711642", "and 5 more"],
  },
  { what: "nine of twelve records go", before: mail(texts(11)), after: mail(texts(2)), finds: [] },
  { what: "ten of fifty records go", before: mail(texts(49)), after: mail(texts(39)), finds: [] },
  {
    what: "changes in place are not counted",
    before: mail(texts(30)),
    after: mail("ttl: 60", texts(30)),
    finds: [],
  },
  {
    what: "what another guard asks about is not counted again",
    before: specs(mail(texts(12)), other),
    after: other,
    finds: ["plan-domain-gone example.com"],
  },
  {
    what: "parked domains are counted: nothing else asks about them",
    before: specs(parked("a.example"), parked("b.example"), parked("c.example"), other),
    after: other,
    finds: ["plan-delete-pct -"],
  },
];

export const findingsOf = ({ before, after, ...known }: Case, confirm: readonly string[] = []) =>
  runGuards(changeFrom(before, after, known), { confirm, stack: "prod" });

/** The ids that the helps of findings give. */
export const idsOf = (findings: ReturnType<typeof findingsOf>): string[] =>
  findings.flatMap(({ help }) => /--path 'confirm\[\d+\]' (\S+?),/.exec(help ?? "")?.[1] ?? []);
