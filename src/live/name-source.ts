/** Where the records of a domain are gathered from: the machine's own resolver, or ours. */
import type { Resolver as NodeResolver } from "node:dns/promises";
import type { Name } from "../zone/name.ts";
import { printRdata, type Rdata, type RecordType } from "../zone/rdata.ts";
import type { Resolver } from "./dns/resolver.ts";
import { isThere, observe } from "./observe.ts";

export interface NameSource {
  /** Values in presentation form, sorted; none if the name or the type does not exist. @throws without an answer */
  values(name: Name, type: RecordType): Promise<readonly string[]>;
  /** Whether the name exists. @throws without an answer */
  isThere(name: Name): Promise<boolean>;
}

export const nodeSource = (resolver: NodeResolver): NameSource => ({
  values: (name, type) => observe(resolver, name, type),
  isThere: (name) => isThere(resolver, name),
});

export const resolverSource = (resolver: Resolver): NameSource => ({
  async values(name, type) {
    const { outcome, records, why } = await resolver.lookUp(name, type);
    if (outcome === "failed") throw new Error(why);
    return records.map(({ data }) => printRdata(data as Rdata)).sort();
  },
  async isThere(name) {
    const { outcome, why } = await resolver.lookUp(name, "SOA");
    if (outcome === "failed") throw new Error(why);
    return outcome !== "nxdomain";
  },
});
