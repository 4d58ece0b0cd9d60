/** What goes into mail servers so that they sign with a key: the names that they have for it. */
import type { DkimAlgorithm } from "../mail/dkim-key.ts";
import { ownCommand } from "../words/own-command.ts";
import { visible } from "../words/text.ts";
import { withoutDot } from "../zone/name.ts";

export interface SigningKey {
  /** The mail domain, in A-labels. */
  readonly domain: string;
  readonly selector: string;
  readonly algorithm: DkimAlgorithm;
  /** Where the server has the private key. */
  readonly file: string;
}

interface Signer {
  readonly title: string;
  /** Where the lines are from, read on 2026-12-01. */
  readonly source: string;
  readonly lines: (key: SigningKey) => readonly string[];
}

const SIGNERS: readonly Signer[] = [
  {
    title: "OpenDKIM",
    source: "opendkim.conf(5): KeyTable, SigningTable, SignatureAlgorithm",
    lines: ({ domain, selector, algorithm, file }) => [
      `KeyTable (file:):        ${selector}._domainkey.${domain} ${domain}:${selector}:${file}`,
      `SigningTable (refile:):  *@${domain} ${selector}._domainkey.${domain}`,
      ...(algorithm === "ed25519"
        ? ["It signs with one algorithm, SignatureAlgorithm, so not with Ed25519 beside RSA."]
        : []),
    ],
  },
  {
    title: "rspamd",
    source: "https://rspamd.com/doc/modules/dkim_signing.html",
    lines: ({ domain, selector, file }) => [
      "local.d/dkim_signing.conf:",
      `domain { ${domain} { selectors [ { selector = "${selector}"; path = "${file}"; } ] } }`,
    ],
  },
  {
    title: "Stalwart",
    source: "https://stalw.art/docs/ref/object/dkim-signature/",
    lines: ({ domain, selector, algorithm, file }) => [
      `Management > Domains > DKIM Signatures: ${algorithm === "rsa" ? "Dkim1RsaSha256" : "Dkim1Ed25519Sha256"} for ${domain}, selector ${selector}, private key from ${file}.`,
      "It signs with all signatures of a domain: add this one when the key is active, and delete the old one then.",
    ],
  },
  {
    title: "Postfix",
    source: "https://www.postfix.org/MILTER_README.html",
    lines: () => [
      "It signs through OpenDKIM or rspamd: smtpd_milters and non_smtpd_milters in main.cf name that one's socket.",
    ],
  },
  {
    title: "Exim",
    source: "https://www.exim.org/exim-html-current/doc/html/spec_html/ch-dkim_spf_srs_and_dmarc.html",
    lines: ({ domain, selector, file }) => [
      "In the smtp transport, for mail from this domain:",
      `dkim_domain = ${domain}`,
      `dkim_selector = ${selector}`,
      `dkim_private_key = ${file}`,
    ],
  },
];

/** When it is time for it, then a paragraph for each server. */
export const printSigners = (key: SigningKey): string =>
  `What goes into the mail server, when ${ownCommand("status")} says that every name server answers the key:\n\n${SIGNERS.map(
    ({ title, source, lines }) =>
      [
        `  ${title} (${source})`,
        ...lines({ ...key, domain: withoutDot(key.domain) }).map((line) => `    ${visible(line)}`),
        "",
      ].join("\n"),
  ).join("")}`;
