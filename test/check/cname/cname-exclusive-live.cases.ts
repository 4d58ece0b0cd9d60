import { type LiveCase, live, MAIL } from "../live-case.ts";

export const liveCases: readonly LiveCase[] = [
  [
    "cname-exclusive-live: a CNAME where a text is wanted",
    "cloudflare",
    MAIL,
    [live("1", "_dmarc CNAME dmarc.example.net")],
    ["error cname-exclusive-live 1"],
  ],
  [
    "cname-exclusive-live: an address where a CNAME is wanted",
    "cloudflare",
    MAIL,
    [live("1", "mail A 192.0.2.1"), live("2", "mail TXT hello")],
    ["error cname-exclusive-live 1", "error cname-exclusive-live 2"],
  ],
  [
    "cname-exclusive-live: at the apex, where Cloudflare flattens it, a warning that is about no record to remove",
    "cloudflare",
    MAIL,
    [live("1", "@ CNAME site.example.net")],
    ["warning cname-exclusive-live"],
  ],
  [
    "cname-exclusive-live: at the apex, where mail is lost beside it",
    "alidns",
    MAIL,
    [live("1", "@ CNAME site.example.net")],
    ["error cname-exclusive-live 1"],
  ],
  [
    "cname-exclusive-live: a disabled one still keeps others out",
    "alidns",
    MAIL,
    [live("1", "_dmarc CNAME dmarc.example.net", { disabled: true })],
    ["error cname-exclusive-live 1"],
  ],
  [
    "cname-exclusive-live: not at a name of its own",
    "cloudflare",
    MAIL,
    [live("1", "www CNAME site.example.net"), live("2", "@ A 192.0.2.1"), live("3", "@ NS ns.example.net")],
    [],
  ],
];
