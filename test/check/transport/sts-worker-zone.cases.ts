import { stsWorkerZone } from "../../../src/check/transport/sts-worker-zone.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

const worker = (dns: string): string =>
  spec(dns, "mailbox: tencent-exmail", "mtaSts: {mode: testing, host: cloudflare-worker}");

export const cases: readonly CheckCase[] = [
  ...explained(stsWorkerZone, ["error 4:31"]),
  {
    check: "sts-worker-zone",
    title: "refuses a zone that is on another cloud besides, once, and takes several accounts of Cloudflare",
    specs: `${worker("[cloudflare, route53, alidns]")}---\n${worker("[cloudflare, {cloud: cloudflare, account: eu}]").replace("example.com", "example.net")}`,
    finds: ["error 4:31"],
    mended: worker("cloudflare"),
  },
  {
    check: "sts-worker-zone",
    title: "lets web servers serve policies of zones on any cloud",
    specs: spec(
      "[route53, alidns]",
      "mailbox: tencent-exmail",
      "mtaSts: {mode: testing, host: static, server: web.example.net}",
    ),
    finds: [],
  },
];
