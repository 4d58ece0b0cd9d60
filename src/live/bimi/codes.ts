/** The codes of findings about logos and mark certificates on web servers. */
import type { CodeWords } from "../../finding.ts";

export const bimiCodes = {
  "bimi-logo": {
    severity: "error",
    rule: "The logo that a BIMI record names can be fetched, and is an SVG file of the profile Tiny Portable/Secure; a warning for what only some receivers ask for.",
    source:
      "draft-svg-tiny-ps-abrotman-10 §2; https://support.google.com/a/answer/10911027 (2026-12-01); only in mailzone verify",
    explanation: {
      why: "Receivers show the file to everybody who gets the domain's mail, so they take nothing that runs, moves, or loads something else. What drawing programs save is ordinary SVG.",
      effect: "Receivers show no logo.",
      fix: 'Save the logo as SVG Tiny 1.2, then write version="1.2" and baseProfile="tiny-ps" and a <title>, delete x, y and what the finding names, and put the file at the URL of the record.',
    },
  },
  "bimi-certificate": {
    severity: "error",
    rule: "The mark certificate that a BIMI record names can be fetched, is valid, for logos and for the domain, leads to an authority that issues mark certificates, and has the logo of the record in it.",
    source: "draft-fetch-validation-vmc-wchuang-10 §3.3, §5; RFC 9399 §4.1; only in mailzone verify",
    explanation: {
      why: "The certificate says whose the logo is. Receivers that ask for one examine it as browsers examine those of web servers, with other authorities.",
      effect: "Gmail and Apple show no logo. Some others do.",
      fix: "Serve the whole file that the authority gave you: the mark certificate, then those of its issuers. Renew it before it expires, and replace the logo at l= when you replace that in the certificate.",
    },
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../../finding.ts" {
  interface Codes extends Record<keyof typeof bimiCodes, true> {}
}
