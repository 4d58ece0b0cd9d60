import { shownLive } from "../../inventory/live-record.ts";
import type { Zone } from "../../plan/zone.ts";
import type { Domain } from "../../preset/domain.ts";
import { policyWorkerOf } from "../../preset/policy-worker.ts";
import { atRecord, type Whereabouts } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const stsWorkerName: ZoneCheck = {
  id: "sts-worker-name",
  severity: "error",
  rule: "A name at which a Worker serves the policy has no address, alias or delegation besides, and nothing else manages it; otherwise Cloudflare refuses the Worker's hostname.",
  source: "https://developers.cloudflare.com/workers/configuration/routing/custom-domains/ (2026-12-01)",
  unwaivable: "Cloudflare refuses the hostname (error 100117)",
  explanation: {
    why: "Cloudflare itself makes the record that leads to a Worker, and only where there is no other.",
    effect: "The update fails at the hostname, and the record that announces the policy is not published.",
    fix: "Take the name mta-sts out of records and external, and delete what is there at Cloudflare. Or write host: static, if a web server of yours serves the policy.",
    fails: example(
      "mailbox: tencent-exmail",
      "mtaSts: {mode: testing, host: cloudflare-worker}",
      "records: [{name: mta-sts, type: A, value: 198.51.100.3}]",
    ),
    passes: example("mailbox: tencent-exmail", "mtaSts: {mode: testing, host: cloudflare-worker}"),
  },
  check(zone, report) {
    for (const { host, at } of hostsOf(zone)) {
      const there = (zone.owners.get(host) ?? []).filter(({ type }) => LEADING.has(type));
      const [record] = there[0]?.records ?? [];
      if (record !== undefined) {
        report({
          message: `${shownName(host)} has ${listed(there.map(({ type }) => type))}, but a Worker is to answer there, so Cloudflare refuses its hostname`,
          help: "delete the record, or write host: static if something else serves the policy",
          ...atRecord(zone, record),
        });
      } else if (zone.external.has(host)) {
        report({
          message: `something else manages ${shownName(host)}, by external, but a Worker is to answer there, so Cloudflare refuses its hostname`,
          help: "take mta-sts out of external, or write host: external",
          ...at,
        });
      }
    }
  },
  checkLive({ zone, foreign }, report) {
    for (const { host, at } of hostsOf(zone)) {
      for (const { record } of foreign.get(host) ?? []) {
        // its own record is locked; that of a Worker elsewhere, Cloudflare tells
        if (!LEADING.has(record.type) || record.locked) continue;
        report({
          message: `${shownLive(record)} is in the zone where a Worker is to answer, so ${zone.cloud.title} refuses its hostname`,
          help: `delete the record at ${zone.cloud.title}, or write host: static if it leads to a web server that serves the policy`,
          ...at,
          owner: host,
          live: [record],
        });
      }
    }
  },
};

/** What leads a name elsewhere. */
const LEADING: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME", "NS"]);

/** The names at which Workers serve policies. */
const hostsOf = (zone: Zone): readonly { readonly host: Name; readonly at: Whereabouts }[] =>
  zone.cloud.worker === undefined
    ? []
    : zone.domains.flatMap(({ domain }) => {
        const served = policyWorkerOf(domain);
        return served === undefined ? [] : [{ host: served.host, at: atHost(domain) }];
      });

const atHost = ({ spec }: Domain): Whereabouts => ({
  domain: withoutDot(spec.domain),
  place: spec.source.place(["mtaSts", "host"]),
});
