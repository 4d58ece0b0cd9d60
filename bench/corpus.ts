/** Made-up spec files like those of a fleet: one domain per file, about 13 records each, no errors and no warnings. */
import { createPublicKey, generatePrimeSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The command line that is measured: the published one, which `npm run bench` builds first. */
export const CLI = join(import.meta.dirname, "../dist/src/cli/main.js");

/** The presets that they use, by their files. */
export const PRESETS = [
  "tencent-exmail",
  "alibaba-mail-enterprise",
  "huawei-enterprise-mail",
  "microsoft-365",
] as const;

const MAILBOXES = [
  "tencent-exmail",
  "{provider: alibaba-mail-enterprise, groups: {client: true}}",
  "huawei-enterprise-mail",
  "{provider: microsoft-365, with: {tenant: contoso, dkim_partition: n}}",
] as const;

const CLOUDS = ["cloudflare", "route53", "alidns"] as const;
const FILES_A_FOLDER = 500;

/** Writes `count` specs below `folder`, on the three clouds in turn, or on the DNS hosts given, as specs name them. */
export function writeCorpus(folder: string, count: number, ...hosts: readonly string[]): void {
  const dnsHosts = hosts.length > 0 ? hosts : CLOUDS;
  const keys = rsaKeys();
  for (let i = 0; i < count; i++) {
    const shard = join(folder, String(Math.floor(i / FILES_A_FOLDER)));
    if (i % FILES_A_FOLDER === 0) mkdirSync(shard, { recursive: true });
    const domain = `company${String(i).padStart(5, "0")}.example.com`;
    const dns = dnsHosts[i % dnsHosts.length] as string;
    const mailbox = MAILBOXES[Math.floor(i / dnsHosts.length) % MAILBOXES.length] as string;
    writeFileSync(join(shard, `${domain}.yaml`), spec(domain, dns, mailbox, keys.next().value));
  }
}

/**
 * Distinct public RSA keys of 2048 bits in base64: two domains with one key would be a finding. Every pair of some primes
 * gives one, which takes seconds for 10,000, whereas generating each key would take many minutes.
 */
function* rsaKeys(): Generator<string, never> {
  const primes: bigint[] = [];
  for (;;) {
    const q = generatePrimeSync(1024, { bigint: true });
    for (const p of primes) yield publicKey(p * q);
    primes.push(q);
  }
}

function publicKey(modulus: bigint): string {
  const n = Buffer.from(modulus.toString(16), "hex").toString("base64url");
  const key = createPublicKey({ key: { kty: "RSA", n, e: "AQAB" }, format: "jwk" });
  return key.export({ type: "spki", format: "der" }).toString("base64");
}

function spec(domain: string, dns: string, mailbox: string, key: string): string {
  return `domain: ${domain}
dns: ${dns}
mailbox: ${mailbox}
spf: {all: fail}
dkim:
  - {selector: mz1, key: "${key}"}
dmarc: {policy: quarantine, rua: ["mailto:dmarc@${domain}"]}
records:
  - {name: www, type: A, value: 192.0.2.80}
  - {name: shop, type: CNAME, value: shops.example.net.}
  - {name: "@", type: CAA, values: ['0 issue "ca.example.net"', '0 issuewild "ca.example.net"']}
  - {name: "@", type: TXT, value: "site-verification=0123456789abcdef"}
`;
}
