/** A project with presets of its own. */
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const ACME = `id: acme-mail
title: Acme Mail
vendor: Acme
aliases: [acme business, 阿克梅]
homepage: https://acme.example
kind: mailbox
status: current
confidence: high
sources: [{ kind: provider-doc, ref: "https://acme.example/dns", verified: "2026-11-22" }]
parameters:
  region: { about: a, find: b, type: choice, choices: [eu, cn], default: eu, example: eu }
  token: { about: a, find: b, type: text, pattern: "^[a-z0-9]{8,}$", example: abcd1234 }
variants: { acme-mail-cn: { region: cn } }
singleMx: [acme-hosts.net]
dkimTargets: { service: Acme, pattern: "dkim\\\\.(?<selector>acme)-hosts\\\\.net", selectors: 1 }
records:
  - { group: mx, need: required, when: { region: eu }, type: MX, preference: 10, exchange: mx1.acme-hosts.net }
  - { group: mx, need: required, when: { region: cn }, type: MX, preference: 10, exchange: cn.acme-hosts.net }
  - { group: spf, need: required, type: SPF, terms: ["include:spf.acme-hosts.net"], all: softfail }
  - { group: dkim, need: required, name: acme._domainkey, type: CNAME, target: dkim.acme-hosts.net }
  - { group: verification, need: recommended, type: TXT, text: "acme-verify={token}" }
`;

export const TEMPLATE = JSON.stringify({
  providerId: "news.example.net",
  providerName: "Example News",
  serviceId: "mail",
  serviceName: "Mail",
  version: 1,
  records: [
    { type: "TXT", host: "@", data: "news-verify=%token%", ttl: 3600 },
    { type: "CNAME", host: "news._domainkey", pointsTo: "dkim.news-hosts.net", ttl: 3600 },
  ],
});

export const SPEC = `domain: example.com
dns: cloudflare
mailbox: { provider: acme-mail, with: { token: abcd1234 } }
senders: [{ provider: news-example-net-mail, with: { token: x1 } }]
dmarc: { policy: none, rua: ["mailto:dmarc@example.com"] }
`;

/** Makes the project in a new folder, whose path it returns. */
export function ownProject(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "mailzone-own-")));
  const all = {
    "Pulumi.yaml": "name: acme\nruntime: nodejs\n",
    "providers/acme-mail.yaml": ACME,
    "templates/news.example.net.mail.json": TEMPLATE,
    "stacks/prod/example.com.yaml": SPEC,
    ...files,
  };
  for (const [file, text] of Object.entries(all)) putFile(folder, file, text);
  return folder;
}

export function putFile(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}
