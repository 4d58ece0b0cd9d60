/** Where the records of a domain are gathered from: the machine's own resolver, or ours. */
import type { Resolver as NodeResolver } from "node:dns/promises";
import type { Name } from "../zone/name.ts";
import { printRdata, type Rdata, type RecordType } from "../zone/rdata.ts";
import type { Failure, Resolver } from "./dns/resolver.ts";
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

/** Why a look-up failed, for people; follows "DNS does not answer for NAME". */
const FAILURES: Readonly<Record<Failure, string>> = {
  "no-answer": "no answer",
  "no-address": "its name servers have no address",
  "alias-loop": "a CNAME that leads back to itself",
  "alias-chain": "too many CNAMEs in a row",
  endless: "delegations without end",
};

function failed(why: Failure = "no-answer"): never {
  throw new Error(FAILURES[why]);
}

export const resolverSource = (resolver: Resolver): NameSource => ({
  async values(name, type) {
    const { outcome, records, why } = await resolver.lookUp(name, type);
    if (outcome === "failed") failed(why);
    return records.map(({ data }) => printRdata(data as Rdata)).sort();
  },
  async isThere(name) {
    const { outcome, why } = await resolver.lookUp(name, "SOA");
    if (outcome === "failed") failed(why);
    return outcome !== "nxdomain";
  },
});
