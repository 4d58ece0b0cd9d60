/** Who may send: SPF that loses a sender, and DMARC of names below (RFC 7208, RFC 9989). */
import { type Case, mail, mx } from "./case.ts";

const HOST = mx("mx.example.net");
const spf = (inside: string, ...lines: string[]): string => mail(HOST, `spf: {${inside}}`, ...lines);
const text = (name: string, value: string): string =>
  mail(`records: [{type: MX, value: 10 mx.example.net.}, {name: "${name}", type: TXT, value: "${value}"}]`);
const below = (policy: string, inherited = "reject"): string =>
  `${text("_dmarc.lists", `v=DMARC1; p=${policy}`)}\ndmarc: {policy: ${inherited}}`;

const lost = (from: string, to: string, ...says: string[]): Case => ({
  what: `SPF from {${from}} to {${to}} loses mail`,
  before: spf(from),
  after: spf(to),
  finds: ["plan-spf-gone example.com"],
  says,
});
const fine = (from: string, to: string): Case => ({
  what: `SPF from {${from}} to {${to}} loses nothing`,
  before: spf(from),
  after: spf(to),
  finds: [],
});

export const senderCases: readonly Case[] = [
  lost("ip4: [192.0.2.1, 192.0.2.2]", "ip4: [192.0.2.2]", "loses ip4:192.0.2.1,"),
  lost(
    "include: [a.example.net], mx: true",
    "include: [b.example.net]",
    "loses mx and include:a.example.net",
  ),
  lost("ip4: [192.0.2.0/24]", "ip4: [192.0.2.0/25]", "loses ip4:192.0.2.0/24"),
  lost("ip6: ['2001:db8::/32']", "ip4: [192.0.2.1]", "loses ip6:2001:db8::/32"),
  lost("ip4: [192.0.2.1], all: softfail", "ip4: [192.0.2.1], all: fail", "goes from ~all to -all"),
  lost("ip4: [192.0.2.1], all: neutral", "ip4: [192.0.2.1], all: softfail", "goes from ?all to ~all"),
  fine("ip4: [192.0.2.1]", "ip4: [192.0.2.1, 192.0.2.2]"),
  fine("ip4: [192.0.2.1, 192.0.2.7]", "ip4: [192.0.2.0/24]"),
  fine("ip4: [192.0.2.1], all: fail", "ip4: [192.0.2.1], all: softfail"),
  {
    what: "thirty domains move in, and lose the ip4 terms that nobody wrote into the spec",
    before: mail(
      'records: [{type: MX, value: 10 mxbiz1.qq.com.}, {type: MX, value: 20 mxbiz2.qq.com.}, {type: TXT, value: "v=spf1 ip4:198.51.100.7 include:spf.mail.qq.com ~all"}]',
    ),
    after: "domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail",
    finds: ["plan-spf-gone example.com"],
    says: ["loses ip4:198.51.100.7"],
  },
  {
    what: "an SPF record goes",
    before: text("lists", "v=spf1 ip4:192.0.2.1 -all"),
    after: mail(HOST),
    finds: ["plan-spf-gone example.com"],
    says: ["lists.example.com is deleted"],
  },
  {
    what: "SPF gets a term that refuses somebody before the others let them pass",
    before: text("lists", "v=spf1 include:a.example.net -all"),
    after: text("lists", "v=spf1 -ip4:192.0.2.1 include:a.example.net -all"),
    finds: ["plan-spf-gone example.com"],
    says: ["gets -ip4:192.0.2.1"],
  },
  {
    what: "a redirect takes the place of everything",
    before: text("lists", "v=spf1 redirect=a.example.net"),
    after: text("lists", "v=spf1 redirect=b.example.net"),
    finds: ["plan-spf-gone example.com"],
    says: ["loses redirect=a.example.net"],
  },
  {
    what: "a redirect becomes an include, which the record did not have",
    before: text("lists", "v=spf1 redirect=a.example.net"),
    after: text("lists", "v=spf1 redirect=a.example.net ip4:192.0.2.1"),
    finds: [],
  },
  {
    what: "everybody may send: nobody loses anything",
    before: text("lists", "v=spf1 ip4:192.0.2.1 -all"),
    after: text("lists", "v=spf1 +all"),
    finds: [],
  },
  {
    what: "SPF that was two records was none",
    before: mail(
      'records: [{type: MX, value: 10 mx.example.net.}, {name: lists, type: TXT, values: ["v=spf1 mx -all", "v=spf1 a -all"]}]',
    ),
    after: text("lists", "v=spf1 a -all"),
    finds: [],
  },
  {
    what: "SPF is left to something else",
    before: text("lists", "v=spf1 ip4:192.0.2.1 -all"),
    after: mail(HOST, "external: [lists]"),
    finds: [],
  },
  {
    what: "SPF comes to a name that had none",
    before: mail(HOST),
    after: text("lists", "v=spf1 -all"),
    finds: [],
  },

  {
    what: "a name below gets a DMARC policy weaker than the one that it inherits",
    before: mail(HOST, "dmarc: {policy: reject}"),
    after: below("none"),
    finds: ["dmarc-weakened example.com"],
    says: ["_dmarc.lists.example.com goes from p=reject to p=none"],
  },
  {
    what: "a name below gets one as strict as that which it inherits",
    before: mail(HOST, "dmarc: {policy: reject}"),
    after: below("reject"),
    finds: [],
  },
  {
    what: "a name below gets one where it inherited none",
    before: mail(HOST),
    after: text("_dmarc.lists", "v=DMARC1; p=none"),
    finds: [],
  },
  {
    what: "a name below gets its own policy while the domain's becomes weaker",
    before: mail(HOST, "dmarc: {policy: reject}"),
    after: below("none", "none"),
    finds: ["dmarc-weakened example.com", "dmarc-weakened example.com"],
  },
];
