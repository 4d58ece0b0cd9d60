/** DMARC policies of names below a domain, by what governs them before and after (RFC 9989 §4.10). */
import { type Case, mail, mx } from "./case.ts";
import { specs } from "./change-of.ts";

const HOST = mx("mx.example.net");
const top = (policy: string): string => mail(HOST, `dmarc: {policy: ${policy}}`);
const sub = (name: string, ...lines: string[]): string =>
  [`domain: ${name}.example.com`, "zone: example.com", "dns: cloudflare", "mode: send-only", ...lines].join(
    "\n",
  );

export const dmarcCases: readonly Case[] = [
  {
    what: "a new domain below gets a policy weaker than what its name inherits",
    before: top("reject"),
    after: specs(top("reject"), sub("news", "dmarc: {policy: none}")),
    finds: ["dmarc-weakened news.example.com"],
    says: ["_dmarc.news.example.com goes from p=reject to p=none"],
  },
  {
    what: "the same in a zone of its own",
    before: top("reject"),
    after: specs(
      top("reject"),
      "domain: news.example.com\ndns: route53\nmode: send-only\ndmarc: {policy: none}",
    ),
    finds: ["dmarc-weakened news.example.com"],
  },
  {
    what: "a preset's weaker policy is not published, so nothing is asked",
    before: top("reject"),
    after: specs(
      top("reject"),
      sub("news", "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}}]"),
    ),
    finds: [],
  },
  {
    what: "sp and np of a record below have no effect, so that they go is no loss",
    before: specs(top("reject"), sub("shop", "dmarc: {policy: reject, subdomainPolicy: reject}")),
    after: specs(top("reject"), sub("shop", "dmarc: {policy: reject, subdomainPolicy: none}")),
    finds: [],
  },
  {
    what: "a record below a weaker organization goes",
    before: specs(top("none"), sub("shop", "dmarc: {policy: reject}")),
    after: specs(top("none"), sub("shop")),
    finds: ["dmarc-weakened shop.example.com"],
    says: ["goes from p=reject to p=none"],
  },
  {
    // the highest name with a record is the organization (§4.10.2)
    what: "a new record above takes names from a stricter one",
    before: specs(mail(HOST), sub("shop", "dmarc: {policy: reject}"), sub("mail.shop")),
    after: specs(top("none"), sub("shop", "dmarc: {policy: reject}"), sub("mail.shop")),
    finds: ["dmarc-weakened mail.shop.example.com"],
    says: ["inherits p=none from the changed DMARC record _dmarc.example.com instead of p=reject"],
  },
  {
    what: "a domain that sends loses p=none of its own, and inherits p=reject",
    before: specs(top("reject"), sub("news", "dmarc: {policy: none}")),
    after: specs(top("reject"), sub("news")),
    finds: ["dmarc-ladder news.example.com"],
  },
];
