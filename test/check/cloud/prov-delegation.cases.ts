import { type LiveCase, MAIL } from "../live-case.ts";

export const liveCases: readonly LiveCase[] = [
  [
    "prov-delegation: DNS leads elsewhere",
    "cloudflare",
    MAIL,
    [],
    ["warning prov-delegation"],
    { nameServers: ["ada.ns.example.net."], delegation: ["ns1.old.example.net."] },
  ],
  [
    "prov-delegation: DNS leads nowhere",
    "cloudflare",
    MAIL,
    [],
    ["warning prov-delegation"],
    { nameServers: ["ada.ns.example.net."], delegation: [] },
  ],
  [
    "prov-delegation: DNS leads here, or was not asked",
    "cloudflare",
    MAIL,
    [],
    [],
    { nameServers: ["ada.ns.example.net."], delegation: ["ada.ns.example.net.", "ns1.old.example.net."] },
  ],
];
