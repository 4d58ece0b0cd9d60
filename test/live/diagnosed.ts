/** The diagnosis of example.com on two servers of its own, with these records. */
import { diagnose } from "../../src/live/diagnosis.ts";
import type { Asker } from "../../src/live/dns/asker.ts";
import { iterating } from "../../src/live/dns/iterating.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { modelServers } from "./dns/model-servers.ts";

export const [ROOT, ONE, TWO] = ["192.0.2.1", "192.0.2.11", "192.0.2.12"];
export const library = openLibrary();

/** example.com on two servers with these lines, and what the provider has, in the root. */
export async function diagnosed(lines: readonly string[], selectors: readonly string[] = []) {
  const zone = {
    "example.com.": ["@ NS ns1", "@ NS ns2", `ns1 A ${ONE}`, `ns2 A ${TWO}`, ...lines].join("\n"),
  };
  const { ask } = modelServers({
    [ROOT]: {
      ".": [
        "example.com. NS ns1.example.com.",
        "example.com. NS ns2.example.com.",
        `ns1.example.com. A ${ONE}`,
        `ns2.example.com. A ${TWO}`,
        "mxbiz1.qq.com. A 93.184.216.34",
        "mxbiz2.qq.com. A 93.184.216.35",
        'spf.mail.qq.com. TXT "v=spf1 ip4:93.184.216.0/24 -all"',
      ].join("\n"),
    },
    [ONE]: zone,
    [TWO]: zone,
  });
  const asker: Asker = { ask, forget() {}, asked: 0 };
  const start = { roots: [ROOT], port: 53 };
  const resolver = iterating(ask, start);
  return await diagnose("example.com.", { resolver, asker, start, resolvers: [], library, selectors });
}

export const TENCENT = [
  "@ MX 5 mxbiz1.qq.com.",
  "@ MX 10 mxbiz2.qq.com.",
  "mail CNAME exmail.qq.com.",
  "imap CNAME imap.exmail.qq.com.",
];
export const SPF = '@ TXT "v=spf1 include:spf.mail.qq.com ~all"';
export const DMARC = '_dmarc TXT "v=DMARC1; p=none; rua=mailto:d@example.com"';
