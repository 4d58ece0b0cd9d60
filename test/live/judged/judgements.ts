/**
 * What checkdmarc says (6.0.4), and what mailzone says of the same: for every text that it can give of these domains, the codes
 * of which one must be there, or why it is no fault.
 */
import type { Code } from "../../../src/finding.ts";

export interface Judgement {
  /** Its family and text. */
  readonly says: RegExp;
  readonly ours?: readonly Code[];
  /** Why it is no fault, or a matter of taste. */
  readonly not?: string;
}

export const JUDGEMENTS: readonly Judgement[] = [
  { says: /^dnssec warning: DNSSEC for \S+ is broken/, ours: ["dns-dnssec"] },

  { says: /^mx warning: The domain \S+ does not exist\./, ours: ["dns-mx-host", "mx-not-ip"] },
  { says: /^mx warning: \S+ does not have any A or AAAA/, ours: ["dns-mx-host"] },
  { says: /^mx warning: .* is a CNAME alias/, ours: ["dns-mx-host", "mx-not-cname"] },
  { says: /^mx warning: .* points at the IP address/, ours: ["mx-not-ip"] },
  { says: /^mx warning: The MX hostname \S+ .* is not valid/, ours: ["rr-target-fqdn", "mx-hostname"] },
  { says: /^mx warning: Hostname \S+ is listed in multiple/, ours: ["mx-dup-exchange"] },
  { says: /^mx warning: .* null MX record \(0 \.\) alongside/, ours: ["mx-null-alone"] },
  { says: /^mx warning: The MX record '\d+ \.' .* malformed/, ours: ["mx-null-pref"] },
  { says: /^mx warning: \S+ has no MX records/, ours: ["dns-no-mx"] },
  {
    says: /^mx warning: \S+ has a null MX record/,
    not: "a null MX is how a domain says that it accepts no mail (RFC 7505 §3)",
  },
  // a private address has none either: dns-mx-host says that it cannot be reached
  { says: /^mx warning: \S+ does not have any reverse DNS/, ours: ["dns-reverse", "dns-mx-host"] },
  { says: /^mx warning: The reverse DNS of/, ours: ["dns-reverse"] },

  { says: /^spf error: The domain has multiple SPF/, ours: ["spf-single"] },
  {
    says: /^spf error: An SPF record does not exist/,
    ours: ["mode-mail", "spf-syntax", "txt-double-quoted"],
  },
  {
    says: /^spf error: (?:\S+: )?\S+ is not a valid (?:SPF|IPv[46])/,
    ours: ["spf-syntax", "spf-ip4", "spf-ip6"],
  },
  { says: /^spf error: .*Expected whitespace before 'all'/, ours: ["spf-ip4", "spf-syntax"] },
  { says: /^spf error: include must have a value/, ours: ["spf-domain-spec"] },
  { says: /^spf error: The include target \S+ has no SPF/, ours: ["dns-spf", "spf-domain-spec"] },
  { says: /^spf error: (?:Include|Redirect) loop/, ours: ["dns-spf"] },
  { says: /^spf error: Parsing the SPF record (?:requires|has) \d+/, ours: ["dns-spf"] },
  { says: /^spf error: \S+ has more than 10 MX/, ours: ["dns-spf"] },
  { says: /^spf error: Multiple redirect modifiers/, ours: ["spf-redirect"] },
  { says: /^spf error: .*Invalid SPF macro syntax/, ours: ["spf-macro"] },
  { says: /^spf error: .*The IPv4 prefix length/, ours: ["spf-syntax"] },
  { says: /^spf warning: Error when processing \S+: A ptr mechanism/, ours: ["spf-ptr"] },
  { says: /^spf warning: Error when processing \S+: The domain \S+ does not exist/, ours: ["dns-spf"] },
  {
    says: /^spf warning: Any text after the all mechanism/,
    ours: ["spf-after-all", "spf-redirect-with-all"],
  },
  { says: /^spf warning: The record contains multiple all/, ours: ["spf-after-all"] },
  { says: /^spf warning: A TXT record that resembles an SPF record/, ours: ["spf-syntax"] },
  { says: /^spf warning: Duplicate include/, ours: ["spf-dup-term"] },
  { says: /^spf warning: The unknown modifier/, ours: ["spf-unknown-modifier"] },
  { says: /^spf warning: The SPF record for \S+ is \d+ bytes/, ours: ["spf-size"] },
  { says: /^spf warning: The include value \S+ is not a fully-qualified/, ours: ["spf-domain-spec"] },

  { says: /^dmarc error: A DMARC record does not exist/, ours: ["dmarc-present", "dmarc-name"] },
  { says: /^dmarc error: Multiple DMARC policy records/, ours: ["dmarc-single"] },
  {
    says: /^dmarc error: Unrelated TXT records .* at _dmarc\.\S+ v=/,
    ours: ["spf-wrong-place", "dmarc-v"],
  },
  {
    says: /^dmarc error: Unrelated TXT records .* at _dmarc\.\S+ google-site-verification/,
    not: "receivers discard texts that do not begin with v=DMARC1 (RFC 9989 §4.10), so the policy holds",
  },
  { says: /^dmarc error: Found a DMARC record at \S+ that starts with whitespace/, ours: ["txt-edge-space"] },
  { says: /^dmarc error: Tag p must have one of/, ours: ["dmarc-p-value"] },
  { says: /^dmarc error: Duplicate p tags/, ours: ["dmarc-syntax"] },
  { says: /^dmarc error: \S+ is not a valid DMARC report URI/, ours: ["dmarc-rua-uri"] },
  { says: /^dmarc error: \S+ is not a valid option for the DMARC fo tag/, ours: ["dmarc-enums"] },
  { says: /^dmarc warning: A missing p tag/, ours: ["dmarc-p-present"] },
  {
    says: /^dmarc warning: A p tag value of none/,
    ours: ["dns-dmarc-watches", "dmarc-p-present", "dmarc-policy-none"],
  },
  { says: /^dmarc warning: An sp tag value of none/, ours: ["dmarc-sp-weaker"] },
  { says: /^dmarc warning: Unknown DMARC tag/, ours: ["dmarc-unknown-tag"] },
  { says: /^dmarc warning: Support for the \S+ tag was removed/, ours: ["dmarc-removed-tag"] },
  { says: /^dmarc warning: \S+ does not indicate that it accepts/, ours: ["dns-consent"] },
  {
    says: /^dmarc warning: Failed to retrieve MX records for the domain of rua/,
    ours: ["dns-report-mailbox"],
  },
  // dns-no-mx says where this mail goes
  {
    says: /^dmarc warning: The domain for rua email address \S+ has no MX/,
    ours: ["dns-no-mx", "dns-report-mailbox"],
  },
  { says: /^dmarc warning: rua tag .* not found/, ours: ["dmarc-rua-present"] },
  { says: /^dmarc warning: Some DMARC reporters might not send/, ours: ["dmarc-rua-count"] },
  { says: /^dmarc warning: The size limit/, ours: ["dmarc-rua-size"] },
  { says: /^dmarc warning: \S+ is not a valid adkim/, ours: ["dmarc-enums"] },

  { says: /^tlsrpt error: Multiple SMTP TLS Reporting records/, ours: ["rpt-record"] },
  { says: /^tlsrpt error: The record is missing the required rua/, ours: ["rpt-record"] },
  { says: /^tlsrpt error: \S+ is not a valid SMTP TLS Reporting URI/, ours: ["rpt-uri"] },
  { says: /^tlsrpt error: The SMTP TLS Reporting record must be located/, ours: ["rpt-record"] },
  { says: /^mta-sts error: The id value must be/, ours: ["sts-id"] },
  { says: /^mta-sts error: The MTA-STS record is missing/, ours: ["sts-record", "sts-id"] },
  { says: /^mta-sts error: Multiple MTA-STS records/, ours: ["sts-record"] },
  { says: /^mta-sts error: Found an SPF record/, ours: ["sts-record"] },
  { says: /^bimi error: The l tag value must be/, ours: ["bimi-record"] },
  { says: /^bimi error: The BIMI record is missing/, ours: ["bimi-record"] },
  { says: /^bimi error: Multiple BIMI records/, ours: ["bimi-record"] },
  { says: /^bimi warning: The DMARC (?:subdomain )?policy/, ours: ["bimi-dmarc"] },
  {
    says: /^bimi warning: Most email providers will not display/,
    not: "the certificate is not fetched here, so the judge takes a domain with a= for one without",
  },
];
