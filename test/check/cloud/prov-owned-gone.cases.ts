import { type LiveCase, live, MAIL } from "../live-case.ts";

const type = "cloudflare:index/dnsRecord:DnsRecord";
const owned = (name: string, id: string, token = type) => ({
  urn: `urn:pulumi:live::mailzone::${token}::${name}`,
  name,
  type: token,
  outputs: { id },
});

export const liveCases: readonly LiveCase[] = [
  [
    "prov-owned-gone: what the state has, wanted or leaving, is not in the zone: one finding a zone",
    "cloudflare",
    MAIL,
    [live("1", "@ MX 5 mxbiz1.qq.com")],
    ["warning prov-owned-gone"],
    {
      owned: [
        owned("example.com/@/MX/mxbiz1.qq.com", "1"),
        owned("example.com/@/MX/mxbiz2.qq.com", "2"),
        owned("example.com/old/A/192.0.2.1", "3"),
      ],
    },
  ],
  [
    "prov-owned-gone: all of it is there; what other zones, accounts and clouds have is judged there",
    "cloudflare",
    MAIL,
    [live("1", "@ MX 5 mxbiz1.qq.com")],
    [],
    {
      owned: [
        owned("example.com/@/MX/mxbiz1.qq.com", "1"),
        owned("example.net/@/MX/mxbiz1.qq.com", "2"),
        owned("other:example.com/@/MX/mxbiz1.qq.com", "3"),
        owned("example.com/@/MX", "4", "aws:route53/record:Record"),
      ],
    },
  ],
];
