/** The Internet that the judged domains are in: a root that delegates each of them, two name servers, and what providers publish. */
import type { Server } from "../../../src/live/dns/reply.ts";
import { reverseName } from "../../../src/mail/network.ts";
import { type Lab, startLab } from "../dns/lab.ts";
import { type Signed, sign } from "../dns/signed.ts";
import { startUnbound, type Unbound } from "../dns/unbound.ts";

/** A domain with its zone below the SOA and the NS, in lines of a master file. */
export interface Judged {
  readonly domain: string;
  readonly zone: readonly string[];
  /** DKIM selectors that its owner would name. */
  readonly selectors?: readonly string[];
  /** Signed, with a DS record in the zone above; with signatures that have ended, with a DS of another key, or with the DS alone. */
  readonly dnssec?: "sound" | "ended" | "other-key" | "ds-alone";
  /** `error CODE` and `warning CODE` of all that mailzone is to find, sorted; infos do not count. */
  readonly found: readonly string[];
}

export const ROOT = "127.53.7.1";
const [ONE, TWO, RESOLVER] = ["127.53.7.2", "127.53.7.3", "127.53.7.4"];
const NS = ["ns1.dns-host.net.", "ns2.dns-host.org."] as const;

/** What every zone begins with. */
const APEX = [
  "$TTL 3600",
  `@ SOA ${NS[0]} hostmaster.dns-host.net. 2026112901 7200 900 1209600 300`,
  ...NS.map((server) => `@ NS ${server}`),
];

/** Mail hosts of providers, by name, each with an address that leads back to it. */
const HOSTS = [
  ...["aspmx", "alt1.aspmx", "alt2.aspmx", "alt3.aspmx", "alt4.aspmx"].map((name) => `${name}.l.google.com.`),
  "smtp.google.com.",
  "globex-com.mail.protection.outlook.com.",
  "initech-com.mail.protection.outlook.com.",
  "mxbiz1.qq.com.",
  "mxbiz2.qq.com.",
  "in1-smtp.messagingengine.com.",
  "in2-smtp.messagingengine.com.",
  "mail.protonmail.ch.",
  "mailsec.protonmail.ch.",
  "mx.zoho.com.",
  "mx2.zoho.com.",
  "mx3.zoho.com.",
  "mx01.mail.icloud.com.",
  "mx02.mail.icloud.com.",
  "mxa.mailgun.org.",
  "mxb.mailgun.org.",
  "mx1.mail.ovh.net.",
  "mx2.mail.ovh.net.",
  "mx3.mail.ovh.net.",
  "mx.yandex.net.",
  "aspmx1.migadu.com.",
  "aspmx2.migadu.com.",
  "mxext1.mailbox.org.",
  "mxext2.mailbox.org.",
  "mxext3.mailbox.org.",
  "feedback-smtp.eu-west-1.amazonses.com.",
  "mx.backup-mail.net.",
] as const;

/** SPF of providers, as short as theirs are deep. */
const SPF: Readonly<Record<string, string>> = {
  "_spf.google.com.": "v=spf1 ip4:93.184.218.0/24 ip4:93.184.219.0/24 ~all",
  "spf.protection.outlook.com.": "v=spf1 ip4:93.184.220.0/24 -all",
  "spf.mail.qq.com.": "v=spf1 include:spf-a.mail.qq.com include:spf-b.mail.qq.com -all",
  "spf-a.mail.qq.com.": "v=spf1 ip4:93.184.221.0/25 -all",
  "spf-b.mail.qq.com.": "v=spf1 ip4:93.184.221.128/25 -all",
  "spf.messagingengine.com.": "v=spf1 ip4:93.184.222.0/24 ?all",
  "_spf.protonmail.ch.": "v=spf1 ip4:93.184.223.0/24 ~all",
  "zohomail.com.": "v=spf1 ip4:93.184.224.0/24 -all",
  "icloud.com.": "v=spf1 ip4:93.184.225.0/24 ~all",
  "mailgun.org.": "v=spf1 include:_spf.mailgun.org ~all",
  "_spf.mailgun.org.": "v=spf1 ip4:93.184.226.0/24 ~all",
  "mx.ovh.com.": "v=spf1 ip4:93.184.227.0/24 -all",
  "_spf.yandex.net.": "v=spf1 ip4:93.184.228.0/24 ~all",
  "spf.migadu.com.": "v=spf1 ip4:93.184.229.0/24 -all",
  "mailbox.org.": "v=spf1 ip4:93.184.230.0/24 ~all",
  "amazonses.com.": "v=spf1 ip4:93.184.231.0/24 -all",
  "sendgrid.net.": "v=spf1 ip4:93.184.232.0/24 ~all",
  "spf.mandrillapp.com.": "v=spf1 ip4:93.184.233.0/24 ?all",
  "_spf.salesforce.com.": "v=spf1 exists:%{i}._spf.mta.salesforce.com -all",
};

/** 2048 bits. */
export const KEY =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmjVScPCvS8i1fPIWssAe0YsfKk+SUIE5/EC4KmA2n7lo1Wmio6B8ta8fSw77QlUGtjmpxrwoZR/yARtGeyjKwwjxUFfdfLMv5TZaZTwGGfTLPzYuOYPAVVjBpvRs32PQ5aqLFqaRdRsMxUCoOZzEABjFE0IupjJPP5asNRfoZ1dTYrFuNlxkpU3+sxO/YDhLnC+og2/X2nmnAfrsN1n+hqr+3tkZezBb29DPK3IK8C8aCE+laEw9FXnpAvb3DoJyCqVmcrC5yR+guTo7y/5Zobmrhrdb9kfg2PMiKrp7PB2JszJQ+bh7HCLN3zvkzqJLkbhA/a/sFRGcyWQrxivurwIDAQAB";

/** A TXT record, in strings of 255 octets. */
export const txt = (owner: string, text: string): string =>
  `${owner} TXT ${(text.match(/.{1,255}/g) ?? [""]).map((part) => `"${part.replace(/["\\]/g, "\\$&")}"`).join(" ")}`;

/** An address record of a mail host, and the PTR that leads back from it. */
export const PTR = (address: string, ...targets: readonly string[]): readonly string[] =>
  targets.map((target) => `${reverseName(address)} PTR ${target}`);

const PROVIDERS: readonly string[] = [
  ...HOSTS.flatMap((host, i) => {
    const address = `93.184.217.${i + 1}`;
    return [`${host} A ${address}`, ...PTR(address, host)];
  }),
  ...Object.entries(SPF).map(([name, text]) => txt(name, text)),
  ...["backup-mail.net.", "reports.example-reports.net.", "dmarc-reports.org."].map(
    (name) => `${name} MX 10 mx.backup-mail.net.`,
  ),
  txt("*._report._dmarc.dmarc-reports.org.", "v=DMARC1"),
  txt("*.dkim.fmhosted.com.", `v=DKIM1; k=rsa; p=${KEY}`),
  txt("*.domains.proton.ch.", `v=DKIM1; k=rsa; p=${KEY}`),
  txt("*.n-v1.dkim.mail.microsoft.", `v=DKIM1; k=rsa; p=${KEY}`),
  "u1234567.wl.sendgrid.net. A 93.184.216.7",
  txt("*.u1234567.wl.sendgrid.net.", `k=rsa; t=s; p=${KEY}`),
  txt("*.at.icloudmailadmin.com.", `v=DKIM1; k=rsa; p=${KEY}`),
  txt("*._domainkey.migadu.com.", `v=DKIM1; k=rsa; p=${KEY}`),
  txt("*._domainkey.mailbox.org.", `v=DKIM1; k=rsa; p=${KEY}`),
  txt("*.dkim.amazonses.com.", `p=${KEY}`),
  "*.mail.ovh.net. A 93.184.216.9",
  ...["autodiscover.outlook.com.", "exmail.qq.com.", "imap.exmail.qq.com."].map(
    (name) => `${name} A 93.184.216.8`,
  ),
];

export interface Internet {
  readonly lab: Lab;
  /** Unbound, which has every zone as a stub, since its servers are not on DNS's own port. */
  readonly resolver: Server;
  close(): Promise<void>;
}

/** The zone as its servers have it, and its DS records. */
function published({ domain, zone, dnssec }: Judged): Signed {
  const text = [...APEX, ...zone].join("\n");
  if (dnssec === undefined) return { text, ds: "" };
  const name = `${domain}.`;
  const until = { from: "20260101000000", to: dnssec === "ended" ? "20260201000000" : "20501231000000" };
  const signed = sign(name, text, until);
  if (dnssec === "ds-alone") return { text, ds: signed.ds };
  return { text: signed.text, ds: dnssec === "other-key" ? sign(name, text, until).ds : signed.ds };
}

/** `above` are further lines of the root, such as the PTR of a domain's own hosts. */
export async function startInternet(domains: readonly Judged[], above: readonly string[]): Promise<Internet> {
  const all = domains.map((one) => [`${one.domain}.`, published(one)] as const);
  const zones = Object.fromEntries(all.map(([name, { text }]) => [name, text]));
  const root = [
    "$TTL 3600",
    "@ SOA a.root-servers.net. hostmaster.dns-host.net. 2026112901 7200 900 1209600 300",
    "@ NS a.root-servers.net.",
    `a.root-servers.net. A ${ROOT}`,
    ...Object.keys(zones).flatMap((zone) => NS.map((server) => `${zone} NS ${server}`)),
    ...["dns-host.net.", "dns-host.org."].flatMap((zone) => NS.map((server) => `${zone} NS ${server}`)),
    `${NS[0]} A ${ONE}`,
    `${NS[1]} A ${TWO}`,
    ...all.map(([, { ds }]) => ds),
    ...PROVIDERS,
    ...above,
  ].join("\n");
  const hosts = {
    "dns-host.net.": [...APEX, `${NS[0]} A ${ONE}`].join("\n"),
    "dns-host.org.": [...APEX, `${NS[1]} A ${TWO}`].join("\n"),
  };
  const own = { ...zones, ...hosts };
  const lab = await startLab({ [ROOT]: { ".": root }, [ONE]: own, [TWO]: own });
  let unbound: Unbound;
  try {
    const at = (address: string): Server => ({ address, port: lab.port });
    unbound = await startUnbound({
      server: at(RESOLVER),
      zones: {
        ".": at(ROOT),
        ...Object.fromEntries(Object.keys(own).map((zone) => [zone, at(ONE)])),
      },
      anchors: [],
    });
  } catch (error) {
    await lab.close();
    throw error;
  }
  return {
    lab,
    resolver: unbound.server,
    async close() {
      await unbound.close();
      await lab.close();
    },
  };
}
