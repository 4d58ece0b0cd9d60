/** Ten providers, five to move from and five to move to, with what DNS and SPF must say of each. */
import { generateKeyPairSync } from "node:crypto";
import type { SpfAnswer, SpfDns } from "../../src/mail/check-host.ts";

export interface Provider {
  readonly id: string;
  /** As a spec names it. */
  readonly use: string;
  /** Its MX hosts; `D` stands for the domain, `T` for the domain with hyphens. */
  readonly mx: readonly string[];
  /** What its SPF includes, if anything. */
  readonly include?: string;
  /** An address that it sends from. */
  readonly address: string;
}

/** A new key, which signs nothing. */
const key = (): string =>
  generateKeyPairSync("rsa", { modulusLength: 2048 })
    .publicKey.export({ type: "spki", format: "der" })
    .toString("base64");
const keyed = (id: string, more = ""): string =>
  `{provider: ${id}, with: {dkim_selector: default, dkim_value: "v=DKIM1; k=rsa; p=${key()}"${more}}}`;

export const FROM: readonly Provider[] = [
  {
    id: "tencent-exmail",
    use: keyed("tencent-exmail"),
    mx: ["mxbiz1.qq.com", "mxbiz2.qq.com"],
    include: "spf.mail.qq.com",
    address: "203.0.113.1",
  },
  {
    id: "google-workspace",
    use: keyed("google-workspace"),
    mx: ["smtp.google.com"],
    include: "_spf.google.com",
    address: "203.0.113.2",
  },
  {
    id: "microsoft-365",
    use: "{provider: microsoft-365, with: {tenant: contoso, dkim_partition: n}}",
    mx: ["T.mail.protection.outlook.com"],
    include: "spf.protection.outlook.com",
    address: "203.0.113.3",
  },
  {
    id: "self-hosted",
    use: `{provider: self-hosted, with: {ipv4: 203.0.113.4, dkim_public_key: ${key()}}}`,
    mx: ["mail.D"],
    address: "203.0.113.4",
  },
  {
    id: "alibaba-mail-enterprise",
    use: "{provider: alibaba-mail-enterprise, groups: {client: true}}",
    mx: ["mxn.mxhichina.com", "mxw.mxhichina.com"],
    include: "spf.qiye.aliyun.com",
    address: "203.0.113.5",
  },
];

export const TO: readonly Provider[] = [
  {
    id: "zoho-mail",
    use: keyed("zoho-mail", ", verification: zb12345678"),
    mx: ["mx.zoho.com", "mx2.zoho.com", "mx3.zoho.com"],
    include: "zohomail.com",
    address: "203.0.113.11",
  },
  {
    id: "fastmail",
    use: "fastmail",
    mx: ["in1-smtp.messagingengine.com", "in2-smtp.messagingengine.com"],
    include: "spf.messagingengine.com",
    address: "203.0.113.12",
  },
  {
    id: "netease-enterprise",
    use: "netease-enterprise",
    mx: ["qiye163mx01.mxmail.netease.com", "qiye163mx02.mxmail.netease.com"],
    include: "spf.163.com",
    address: "203.0.113.13",
  },
  {
    id: "mailcow",
    use: `{provider: mailcow, with: {hostname: mail.example.net, dkim_public_key: ${key()}}}`,
    mx: ["mail.example.net"],
    address: "203.0.113.14",
  },
  {
    id: "feishu-mail",
    use: `{provider: feishu-mail, with: {verification: a1B2c3D4e5F6g7H8i9J0, dkim_selector: feishu2601010000, dkim_value: "v=DKIM1; k=rsa; p=${key()}"}}`,
    mx: ["mx1.feishu.cn", "mx2.feishu.cn", "mx3.feishu.cn"],
    include: "_netblocks.m.feishu.cn",
    address: "203.0.113.15",
  },
];

export interface Move {
  readonly domain: string;
  readonly from: Provider;
  readonly to: Provider;
}

export const moves: readonly Move[] = FROM.flatMap((from, i) =>
  TO.map((to, j) => ({ domain: `m${i}${j}.example.com`, from, to })),
);

export const mxOf = ({ mx }: Provider, domain: string): string[] =>
  mx.map((host) => host.replace("D", domain).replace("T", domain.replaceAll(".", "-"))).sort();

/** The vendors' names, each of which has one address; everything else is asked of `own`. */
export function withVendors(own: SpfDns): SpfDns {
  const all = [...FROM, ...TO];
  return async (name, type): Promise<SpfAnswer> => {
    const vendor = all.find(({ include }) => include === name);
    if (vendor !== undefined) return type === "TXT" ? [`v=spf1 ip4:${vendor.address} -all`] : [];
    if (name === "mail.example.net") return type === "A" ? ["203.0.113.14"] : [];
    return own(name, type);
  };
}
