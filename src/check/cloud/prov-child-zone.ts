import { shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import { registeredDomain } from "../../zone/public-suffix.ts";
import type { ZoneCheck } from "../check.ts";

export const provChildZone: ZoneCheck = {
  id: "prov-child-zone",
  severity: "warning",
  rule: "A zone that is created below a registered domain is one that its cloud creates; Cloudflare and Alibaba Cloud DNS do so only on conditions.",
  source: "vendor, see the cloud's zones",
  explanation: {
    why: "A cloud cannot see who owns a name below a registered domain. So some create zones only for registered domains, unless the account or a record in the zone above says more.",
    effect: "The cloud refuses to create the zone, and the update stops there.",
    fix: "Do what the finding says, or publish the records in the zone above.",
    fails: "domain: shop.example.com\ndns: {cloud: cloudflare, create: true}\nmode: parked\n",
    passes: "domain: example.com\ndns: {cloud: cloudflare, create: true}\nmode: parked\n",
  },
  check({ name, cloud, create }, report) {
    const { belowRegistered } = cloud.zoneResource;
    const registered = registeredDomain(name);
    if (create === undefined || belowRegistered === undefined || registered === name) return;
    report({
      message: `create: true makes ${shownName(name)} a zone of its own below ${shownName(registered)}, which ${cloud.title} creates ${belowRegistered.condition}`,
      help: belowRegistered.way,
      domain: withoutDot(create.domain),
      place: create.place,
    });
  },
};
