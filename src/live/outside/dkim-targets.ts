/** `dns-dkim`: what a selector's CNAME leads to is a DKIM key. */
import type { Finding } from "../../finding.ts";
import { parseDkim } from "../../mail/dkim.ts";
import { tagValue } from "../../mail/tag-list.ts";
import { isSelector } from "../../mail/text-kind.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { Resolver } from "../dns/resolver.ts";
import type { Judge } from "./judge.ts";

export const dkimTargets: Judge = async (zone, _, resolver) => {
  const aliases = zone.rrsets.filter(({ name, type }) => type === "CNAME" && isSelector(name));
  const found = await Promise.all(
    aliases.flatMap(({ records }) =>
      records.map(async (record): Promise<Finding[]> => {
        const { data } = record;
        const what = data.type === "CNAME" ? await faultOf(data.target, resolver) : undefined;
        if (what === undefined || data.type !== "CNAME") return [];
        return [
          {
            code: "dns-dkim",
            severity: "warning",
            message: `${shownName(record.name)} leads to ${shownName(data.target)}, ${what}, so signatures with this selector do not count`,
            help: "finish the set-up of DKIM at the provider, which publishes the key there, or correct the target",
            ...atRecord(zone, record),
          },
        ];
      }),
    ),
  );
  return found.flat();
};

async function faultOf(target: Name, resolver: Resolver): Promise<string | undefined> {
  const { outcome, records } = await resolver.lookUp(target, "TXT");
  if (outcome === "failed") return undefined;
  if (outcome === "nxdomain") return "which does not exist in DNS";
  const keys = records.flatMap(({ data }) =>
    data.type === "TXT" ? [tagValue(parseDkim(data.text).tags, "p")] : [],
  );
  if (keys.every((key) => key === undefined)) return "which has no DKIM key";
  return keys.every((key) => !key) ? "whose key is revoked (p= is empty)" : undefined;
}
