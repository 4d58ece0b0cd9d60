import { policyWorkerOf } from "../../preset/policy-worker.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import type { FleetCheck } from "../check.ts";
import { example } from "../example.ts";

export const stsWorkerZone: FleetCheck = {
  id: "sts-worker-zone",
  severity: "error",
  rule: "A policy that a Worker serves is of a domain whose zone is on Cloudflare, and on no other cloud besides.",
  source: "https://developers.cloudflare.com/workers/configuration/routing/custom-domains/ (2026-12-01)",
  unwaivable: "no other cloud has Workers, so nothing would serve the policy there",
  explanation: {
    why: "A Worker answers at a hostname of a zone that Cloudflare serves, and Cloudflare makes the record for it in that zone.",
    effect:
      "Senders that ask another cloud find no mta-sts host, so they cannot fetch the policy, and act as if there were none.",
    fix: "Serve the policy from a web server with host: static, or move the zone to Cloudflare.",
    fails: example(
      "dns: route53",
      "mailbox: tencent-exmail",
      "mtaSts: {mode: testing, host: cloudflare-worker}",
    ),
    passes: example(
      "dns: cloudflare",
      "mailbox: tencent-exmail",
      "mtaSts: {mode: testing, host: cloudflare-worker}",
    ),
  },
  checkFleet(zones, report) {
    const domains = new Set(zones.flatMap((zone) => zone.domains.map(({ domain }) => domain)));
    for (const domain of domains) {
      if (policyWorkerOf(domain) === undefined) continue;
      const own = zones.filter((zone) => zone.domains.some((one) => one.domain === domain));
      const others = own.filter(({ cloud }) => cloud.worker === undefined).map(({ cloud }) => cloud.title);
      if (others.length === 0) continue;
      const { spec } = domain;
      report({
        message: `the zone of ${shownName(spec.domain)} is on ${listed(others)}, which has no Workers, so nothing there leads senders to the policy`,
        help: "write host: static, with the web server under server, or publish the domain on Cloudflare alone",
        domain: withoutDot(spec.domain),
        place: spec.source.place(["mtaSts", "host"]),
      });
    }
  },
};
