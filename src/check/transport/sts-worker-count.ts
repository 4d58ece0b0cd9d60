import type { Zone } from "../../plan/zone.ts";
import { policyWorkerOf } from "../../preset/policy-worker.ts";
import { atDomain } from "../../view/whereabouts.ts";
import type { FleetCheck } from "../check.ts";

export const stsWorkerCount: FleetCheck = {
  id: "sts-worker-count",
  severity: "warning",
  rule: "An account has no more domains with a Worker than Cloudflare allows Workers: 100 on the free plan, 500 on a paid one.",
  source: "https://developers.cloudflare.com/workers/platform/limits/ (2026-12-01)",
  explanation: {
    why: "Each policy is a Worker of its own, so that a change of one domain touches no other. Other Workers of the account count too.",
    effect: "Cloudflare refuses to create further Workers, in the middle of the update.",
    fix: "Serve the policies of a large fleet from one web server, with host: static and mailzone sts export. If the account has a higher limit, waive this.",
    fails: "# no single spec can show this: it needs more than a hundred domains\n",
    passes: "domain: example.com\ndns: cloudflare\nmode: parked\n",
  },
  checkFleet(zones, report) {
    for (const own of Map.groupBy(zones, accountOf).values()) {
      const most = own[0]?.cloud.worker?.most;
      const domains = own.flatMap((zone) =>
        zone.domains.flatMap(({ domain }) => (policyWorkerOf(domain) === undefined ? [] : [domain])),
      );
      const first = most && domains[most.free];
      if (most === undefined || first === undefined) continue;
      const isOverPaid = domains.length > most.paid;
      report({
        message: `${domains.length} domains of one account have a Worker for their policy, and ${own[0]?.cloud.title} allows ${isOverPaid ? `${most.paid} Workers on a paid plan` : `${most.free} Workers on the free plan and ${most.paid} on a paid one`}, so it may refuse some of them`,
        help: isOverPaid
          ? "write host: static for these domains, and serve all policies from one web server; or ask for a higher limit, and waive this"
          : "write host: static for these domains, or waive this if the account has a paid plan",
        ...atDomain(first),
      });
    }
  },
};

const accountOf = ({ cloud, account = "" }: Zone): string => `${cloud.id} ${account}`;
