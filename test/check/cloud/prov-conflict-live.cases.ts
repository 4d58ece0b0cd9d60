import { type LiveCase, live, MAIL, SPF } from "../live-case.ts";

export const liveCases: readonly LiveCase[] = [
  [
    "prov-conflict-live: just what is wanted, and not the stack's",
    "cloudflare",
    MAIL,
    [live("1", `@ TXT ${SPF}`), live("2", "@ MX 5 mxbiz1.qq.com"), live("3", "mail CNAME exmail.qq.com")],
    ["error prov-conflict-live 1", "error prov-conflict-live 2", "error prov-conflict-live 3"],
  ],
  [
    "prov-conflict-live: another address beside the wanted one",
    "cloudflare",
    "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}\n",
    [live("1", "mail A 192.0.2.99"), live("2", "mail A 192.0.2.25", { proxied: true })],
    ["error prov-conflict-live 1", "error prov-conflict-live 2"],
  ],
  [
    "prov-conflict-live: an alias, and one of several sets",
    "route53",
    "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}\n",
    [
      live("1", "mail A", { alias: "lb.example.net." }),
      live("2", "mail A 192.0.2.25", { setIdentifier: "eu" }),
    ],
    ["error prov-conflict-live 1", "error prov-conflict-live 2"],
  ],
  [
    "prov-conflict-live: a disabled one only where it is the very same",
    "alidns",
    "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}\n",
    [live("1", "mail A 192.0.2.25", { disabled: true }), live("2", "mail A 192.0.2.99", { disabled: true })],
    ["error prov-conflict-live 1"],
  ],
  [
    "prov-conflict-live: a URL forward where an address is wanted",
    "alidns",
    "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}\n",
    [live("1", "mail REDIRECT_URL https://example.net/")],
    ["error prov-conflict-live 1"],
  ],
  [
    "prov-conflict-live: not what may stand beside: other certificate authorities, tokens, other services",
    "cloudflare",
    `${MAIL}records:\n  - {type: CAA, value: 0 issue "ca.example.net"}\n`,
    [
      live("1", '@ CAA 0 issue "other.example.net"'),
      live("2", "@ TXT MS=ms123"),
      live("3", "_sip._tcp SRV 0 1 5060 sip.example.net"),
    ],
    [],
  ],
];
