/** The policies that web servers have, asked by the program before it changes MX records. */
import type { Resolver as NodeResolver } from "node:dns/promises";
import type { ServedSts } from "../../guard/change.ts";
import type { Name } from "../../zone/name.ts";
import { withoutDot } from "../../zone/name.ts";
import { parseAddress } from "../../zone/rdata.ts";
import { atOnce } from "../at-once.ts";
import type { LookUp, Resolver } from "../dns/resolver.ts";
import type { WebOptions } from "../web-file.ts";
import { servedPolicy } from "./sts-policy.ts";

/** Web servers that are asked at the same time. */
const AT_ONCE = 8;

/** By mail domain. The resolver is that of the machine, or the one that $MAILZONE_DNS names. */
export async function askPolicies(
  domains: readonly Name[],
  resolver: Pick<NodeResolver, "resolve4" | "resolve6">,
  options: WebOptions = {},
): Promise<ReadonlyMap<Name, ServedSts>> {
  const found = new Map<Name, ServedSts>();
  await atOnce(AT_ONCE, new Set(domains), async (domain) => {
    const served = await servedPolicy(domain, addressesFrom(resolver), { ...options, isPatient: true });
    found.set(
      domain,
      "failure" in served ? { failure: served.failure } : { mode: served.policy.mode, mx: served.policy.mx },
    );
  });
  return found;
}

/** Node's resolver, as far as addresses go. */
const addressesFrom = (resolver: Pick<NodeResolver, "resolve4" | "resolve6">): Resolver => ({
  async lookUp(name, type): Promise<LookUp> {
    const none = { question: { name, type }, aliases: [], isAuthentic: false, tried: [] };
    try {
      const host = withoutDot(name);
      const texts = await (type === "A" ? resolver.resolve4(host) : resolver.resolve6(host));
      const records = texts.flatMap((text) => {
        const data = parseAddress(type === "A" ? "A" : "AAAA", text);
        return data === undefined ? [] : [{ name, ttl: 0, data }];
      });
      return { ...none, outcome: "found", records };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const outcome = code === "ENOTFOUND" ? "nxdomain" : code === "ENODATA" ? "nodata" : "failed";
      return { ...none, outcome, records: [] };
    }
  },
});
