/** Records of Cloudflare DNS as Pulumi resources, and back. */
import { withoutDot } from "../../zone/name.ts";
import type { Rdata } from "../../zone/rdata.ts";
import type { RRset } from "../../zone/rrset.ts";
import { parseText, printText, quoteString, textOctets } from "../../zone/txt.ts";
import { type Raised, raised, readRdata } from "../raise.ts";
import type { LoweredRecord, ResourceArgs, ZoneId } from "../resource.ts";
import { nameValues } from "../resource-name.ts";

export const lower = (rrset: RRset, zone: ZoneId): readonly LoweredRecord[] =>
  nameValues(rrset, zone.name).map(({ name, data }) => ({
    name,
    args: {
      zoneId: zone.id,
      // the whole name in A-labels, and never a final dot, here or in a value: anything else is endless drift
      // (terraform-provider-cloudflare#5378, #5517, #7286; plugin v5.22.0, measured 2026-11-21)
      name: withoutDot(rrset.name),
      type: rrset.type,
      ttl: rrset.ttl,
      ...valueArgs(data),
    },
  }));

export const raise = (values: ResourceArgs): Raised | undefined =>
  raised(values["name"], values["ttl"], [raiseValue(values)]);

/**
 * Without the content that the API makes of `data`: an import has both among its inputs, and the provider's check refuses both
 * together (docs/facts/cloudflare.md, provider).
 */
export function kept(outputs: ResourceArgs): ResourceArgs {
  if (outputs["data"] === undefined) return outputs;
  const { content: _, ...args } = outputs;
  return args;
}

/** The inverse of `valueArgs`; a text that was entered elsewhere may have no quotes (dnscontrol#3172). */
function raiseValue({ type, content, priority, data }: ResourceArgs): Rdata | undefined {
  const { weight, port, target, usage, selector, matchingType, certificate, flags, tag, value } = (data ??
    {}) as ResourceArgs;
  switch (type) {
    case "MX":
      return readRdata(type, `${priority} ${content}`);
    case "SRV":
      return readRdata(type, `${priority} ${weight} ${port} ${target}`);
    case "TLSA":
      return readRdata(type, `${usage} ${selector} ${matchingType} ${certificate}`);
    case "CAA":
      return readRdata(type, `${flags} ${tag} ${quoteString(textOctets(String(value)))}`);
    case "TXT":
      return readRdata(type, String(content).startsWith('"') ? parseText(String(content)) : content);
    default:
      return readRdata(type, content);
  }
}

/** The arguments that hold a value. All of these were read back without drift (plugin v5.22.0, measured 2026-11-21). */
function valueArgs(data: Rdata): ResourceArgs {
  switch (data.type) {
    case "A":
    case "AAAA":
      // `proxied` may be absent too, but a proxied mail host receives no mail, so false is written out
      return { content: data.address, proxied: false };
    case "CNAME":
      return { content: withoutDot(data.target), proxied: false };
    case "NS":
    case "PTR":
      return { content: withoutDot(data.target) };
    case "MX":
      return { content: withoutDot(data.exchange), priority: data.preference };
    case "SRV": {
      const { priority, weight, port } = data;
      // without `priority` beside `data` there is drift
      return { data: { priority, weight, port, target: withoutDot(data.target) }, priority };
    }
    case "TLSA": {
      const { usage, selector, matching: matchingType, certificate } = data;
      // `content` is refused, and the API returns the data in capitals: in any other form it would always differ
      // (kubernetes-sigs/external-dns#6616, 2026-08-06; not tried with the plugin)
      return { data: { usage, selector, matchingType, certificate: certificate.toUpperCase() } };
    }
    case "CAA":
      // flags must always be a number; a string later would be an error at preview
      return { data: { flags: data.flags, tag: data.tag, value: data.value } };
    case "TXT":
      // the API reads presentation form, decimal escapes included (libdns/cloudflare#33, 2026-06-06)
      return { content: printText(data.text) };
  }
}
