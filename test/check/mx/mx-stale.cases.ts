import { type LiveCase, live, MAIL } from "../live-case.ts";

export const liveCases: readonly LiveCase[] = [
  [
    "mx-stale: a foreign MX",
    "cloudflare",
    MAIL,
    [live("1", "@ MX 5 mx.old.example.net")],
    ["error mx-stale 1"],
  ],
  [
    "mx-stale: each of them on a cloud of values",
    "alidns",
    MAIL,
    [live("1", "@ MX 5 mx.old.example.net"), live("2", "@ MX 5 mxbiz1.qq.com", { line: "telecom" })],
    // the wanted host on another line is answered there with what is wanted
    ["error mx-stale 1"],
  ],
  [
    "mx-stale: the whole set on a cloud of sets, the wanted ones among them or not",
    "route53",
    MAIL,
    [live("1", "@ MX 5 mxbiz1.qq.com | 20 mx.old.example.net")],
    ["error mx-stale 1"],
  ],
  [
    "mx-stale: the wanted host at another preference",
    "cloudflare",
    MAIL,
    [live("1", "@ MX 50 mxbiz1.qq.com")],
    ["error mx-stale 1"],
  ],
  ["mx-stale: not at other names", "cloudflare", MAIL, [live("1", "www MX 5 mx.old.example.net")], []],
  [
    "mx-stale: not what is disabled",
    "alidns",
    MAIL,
    [live("1", "@ MX 5 mx.old.example.net", { disabled: true })],
    [],
  ],
  [
    "mx-stale: not where no MX is wanted",
    "cloudflare",
    "mode: send-only\nspf: {ip4: [198.51.100.7]}\n",
    [live("1", "@ MX 5 mx.old.example.net")],
    [],
  ],
];
