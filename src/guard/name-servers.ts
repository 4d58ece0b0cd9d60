/** The cloud of a name server, by its name. Servers under a customer's own name belong to no known cloud. */
import type { Fact } from "../cloud/cloud.ts";
import type { CloudId } from "../spec/schema.ts";
import { type Name, withoutDot } from "../zone/name.ts";

/** The names of each cloud's servers, with the page that shows them and the date on which it was read. */
const SERVERS: Readonly<Record<CloudId, Fact & { readonly pattern: RegExp }>> = {
  route53: {
    pattern: /^ns-\d+\.awsdns-\d+\.(?:com|net|org|co\.uk)$/,
    source: "https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resourcedetails-awsroute53.html",
    verified: "2026-11-22",
  },
  cloudflare: {
    // only the standard ones, such as ada.ns.cloudflare.com
    pattern: /\.ns\.cloudflare\.com$/,
    source: "https://github.com/indianajson/cloudflare-nameservers",
    verified: "2026-11-22",
  },
  alidns: {
    // dns9.hichina.com, vip1.alidns.com
    pattern: /\.(?:hichina|alidns)\.com$/,
    source:
      "https://help.aliyun.com/zh/dns/api-alidns-2015-01-09-modifyhichinadomaindns and -describedomainns",
    verified: "2026-11-22",
  },
};

export function cloudOfServer(server: Name): CloudId | undefined {
  const bare = withoutDot(server).toLowerCase();
  return (Object.keys(SERVERS) as CloudId[]).find((id) => SERVERS[id].pattern.test(bare));
}
