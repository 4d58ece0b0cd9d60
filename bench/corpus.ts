/** Made-up spec files, as a fleet would have them: one domain a file, about 13 records each, no findings. */
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MAILBOXES = [
  "tencent-exmail",
  "{provider: alibaba-mail-enterprise, groups: {client: true}}",
  "huawei-enterprise-mail",
  "{provider: microsoft-365, with: {tenant: contoso, dkim_partition: n}}",
] as const;

const CLOUDS = ["cloudflare", "route53", "alidns"] as const;
const FILES_A_FOLDER = 500;

/** Writes `count` specs below `folder`; on Cloudflare alone where `cloud` says so. */
export function writeCorpus(folder: string, count: number, cloud?: (typeof CLOUDS)[number]): void {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  for (let i = 0; i < count; i++) {
    const shard = join(folder, String(Math.floor(i / FILES_A_FOLDER)));
    if (i % FILES_A_FOLDER === 0) mkdirSync(shard, { recursive: true });
    const domain = `company${String(i).padStart(5, "0")}.example`;
    const dns = cloud ?? (CLOUDS[i % CLOUDS.length] as string);
    const mailbox = MAILBOXES[Math.floor(i / CLOUDS.length) % MAILBOXES.length] as string;
    writeFileSync(join(shard, `${domain}.yaml`), spec(domain, dns, mailbox, key));
  }
}

function spec(domain: string, dns: string, mailbox: string, key: string): string {
  return `domain: ${domain}
dns: ${dns}
mailbox: ${mailbox}
spf: {all: fail, ip4: [192.0.2.10]}
dkim:
  - {selector: mz1, key: "${key}"}
dmarc: {policy: quarantine, rua: ["mailto:dmarc@${domain}"]}
records:
  - {name: www, type: A, values: [192.0.2.80, 192.0.2.81]}
  - {name: shop, type: CNAME, value: shops.example.net.}
  - {name: "@", type: CAA, value: '0 issue "ca.example.net"'}
  - {name: "@", type: TXT, value: "site-verification=0123456789abcdef"}
`;
}
