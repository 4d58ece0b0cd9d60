/** The code of findings about the policies that web servers serve. */
import type { CodeWords } from "../../finding.ts";

export const stsCodes = {
  "sts-served": {
    severity: "error",
    rule: "The web server of a domain serves the policy that the spec has under mtaSts; an error where one of both is enforced, else a warning.",
    source: "RFC 8461 §3.3, §4.1, only in mailzone verify",
    explanation: {
      why: "The record only says that there is a policy, and changes its id when the policy changes. The policy itself is a file on a web server, which senders fetch over HTTPS, without following redirects.",
      effect:
        "A policy that lacks an MX host keeps senders from delivering there. One that cannot be fetched protects nothing, and one that has to end does not end.",
      fix: "Write the files with mailzone sts export, and put them on the web server before pulumi up changes the records.",
    },
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../../finding.ts" {
  interface Codes extends Record<keyof typeof stsCodes, true> {}
}
