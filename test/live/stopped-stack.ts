/** States as a run leaves them that was stopped: one domain, one wanted address, and what lies in its zone. */
import type { LiveRecord } from "../../src/cloud/listing.ts";
import { readRdata } from "../../src/cloud/raise.ts";
import type { StateFile, StateResource } from "../../src/live/stack-state.ts";

const COMPONENT = "mailzone:index:MailZone";
export const DOMAIN = `urn:pulumi:test::mailzone::${COMPONENT}::example.com`;
export const TOKEN = "cloudflare:index/dnsRecord:DnsRecord";
export const PROVIDER = "urn:pulumi:test::mailzone::pulumi:providers:cloudflare::cloudflare";
export const urnOf = (name: string, type = TOKEN): string =>
  `urn:pulumi:test::mailzone::${COMPONENT}$${type}::example.com/${name}`;
export const TOMBSTONE = urnOf("a/CNAME at cloudflare", "pulumi:index:Stash");

export const SPEC = `domain: example.com
dns: {cloud: cloudflare, zoneId: Z1}
ttl: 600
mode: parked
records: [{name: a, type: A, value: 192.0.2.1}]
`;

/** `a A 192.0.2.1` in the zone. */
export function live(id: string, text: string, marks: Partial<LiveRecord> = {}): LiveRecord {
  const [owner = "", type = "", value = ""] = text.split(" ");
  const data = readRdata(type, value);
  return {
    id,
    importId: `Z1/${id}`,
    name: `${owner}.example.com.`,
    type,
    ttl: 600,
    values: [data === undefined ? { text: value } : { text: value, data }],
    ...marks,
  };
}

/** The wanted address as the state has it. */
export const record = (id: string, more: Partial<StateResource> = {}): StateResource => {
  const inputs = {
    zoneId: "Z1",
    name: "a.example.com",
    type: "A",
    content: "192.0.2.1",
    ttl: 600,
    proxied: false,
  };
  return {
    urn: urnOf("a/A/192.0.2.1"),
    type: TOKEN,
    id,
    inputs,
    outputs: { ...inputs, id },
    parent: DOMAIN,
    provider: `${PROVIDER}::7`,
    dependencies: [TOMBSTONE],
    propertyDependencies: { name: [], content: [] },
    replaceOnChanges: [],
    ...more,
  };
};
/** As it is while it is being created. */
export const unmade = (): StateResource => {
  const { id: _, outputs: __, ...rest } = record("");
  return rest;
};

export const BASE: readonly StateResource[] = [
  { urn: PROVIDER, type: "pulumi:providers:cloudflare", id: "7" },
  { urn: DOMAIN, type: COMPONENT },
  { urn: TOMBSTONE, type: "pulumi:index:Stash", id: "8", parent: DOMAIN },
];

export interface Case {
  readonly resources?: readonly StateResource[];
  readonly pending?: readonly (readonly [type: string, resource: StateResource])[];
  readonly listing?: readonly LiveRecord[];
  /** Default: SPEC. */
  readonly specs?: string;
}

export const stateOf = ({ resources = [], pending = [] }: Case): StateFile => ({
  version: 3,
  deployment: {
    resources: [...BASE, ...resources],
    pending_operations: pending.map(([type, resource]) => ({ type, resource })),
  },
});
