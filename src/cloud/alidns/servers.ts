/** Name servers of Alibaba Cloud DNS, such as dns9.hichina.com and vip1.alidns.com. */
import type { Servers } from "../servers.ts";

export const servers: Servers = {
  pattern: /\.(?:hichina|alidns)\.com$/,
  source: "https://help.aliyun.com/zh/dns/api-alidns-2015-01-09-modifyhichinadomaindns and -describedomainns",
  verified: "2026-11-22",
};
