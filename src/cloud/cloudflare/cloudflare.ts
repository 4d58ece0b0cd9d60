/** Cloudflare DNS: one resource is one value. */
import { withoutDot } from "../../zone/name.ts";
import { type Rdata, RECORD_TYPES } from "../../zone/rdata.ts";
import { parseText, printText, quoteString, textOctets } from "../../zone/txt.ts";
import type { Cloud, Fact, ResourceArgs } from "../cloud.ts";
import { raised, readRdata } from "../raise.ts";
import { nameValues } from "../resource-name.ts";
import { cloudflareListing } from "./listing.ts";
import { cloudflareZone } from "./zone.ts";

const recordTypes: Fact = {
  source: "https://developers.cloudflare.com/dns/manage-dns-records/reference/dns-record-types/",
  verified: "2026-11-21",
};
const ttl: Fact = {
  source: "https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/",
  verified: "2026-11-21",
};
const plugin: Fact = {
  source: "terraform-provider-cloudflare v5.22.0 against an emulator of the API",
  verified: "2026-11-21",
};
const dnscontrol: Fact = {
  source: "https://github.com/StackExchange/dnscontrol/blob/main/providers/cloudflare/auditrecords.go",
  verified: "2022-06-18",
};
const flattening: Fact = {
  source: "https://developers.cloudflare.com/dns/cname-flattening/",
  verified: "2026-11-21",
};

export const cloudflare: Cloud = {
  id: "cloudflare",
  title: "Cloudflare",
  token: "cloudflare:index/dnsRecord:DnsRecord",
  unit: "value",
  ownerArgument: "name",
  zoneArgument: "zoneId",
  limits: {
    // 30 is for Enterprise zones, 60 for the rest: which one a zone is, only the cloud can tell
    ttl: { ...ttl, min: 30, max: 86_400, automatic: 1 },
    preference: { ...plugin, min: 0, max: 65_535 },
    // "a maximum wire format size of 4,096 bytes": 4,080 octets and the length octets of their 16 strings
    txtOctets: { ...recordTypes, max: 4_080 },
    // "their combined content length must not exceed 8,192 characters"
    txtRRsetOctets: { ...recordTypes, max: 8_192 },
    refusedTexts: [{ ...dnscontrol, pattern: /^$/, problem: "is empty, which Cloudflare refuses" }],
    nullMx: { ...plugin, able: true },
    nullSrv: {
      source:
        "https://github.com/StackExchange/dnscontrol/blob/main/providers/cloudflare/cloudflareProvider.go",
      verified: "2026-11-21",
      able: true,
    },
    types: { ...recordTypes, able: RECORD_TYPES },
    apexCname: { ...flattening, able: true },
  },
  lower: (rrset, zone) =>
    nameValues(rrset, zone.name).map(({ name, data }) => ({
      name,
      args: {
        zoneId: zone.id,
        // whole, A-labels, and never a final dot, here or in a value: either drifts for ever
        // (terraform-provider-cloudflare#5378, #5517, #7286; plugin v5.22.0, measured 2026-11-21)
        name: withoutDot(rrset.name),
        type: rrset.type,
        ttl: rrset.ttl,
        ...valueArgs(data),
      },
    })),
  raise: (values) => raised(values["name"], values["ttl"], [raiseValue(values)]),
  listing: cloudflareListing,
  zoneResource: cloudflareZone,
};

/** The inverse of `valueArgs`; a text that was typed in elsewhere may stand there without quotes (dnscontrol#3172). */
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
      // `proxied` may be absent too, but a proxied mail host takes no mail, so its absence is said
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
      // `content` is refused, and the API returns the data in capitals: sent otherwise it would differ for ever
      // (kubernetes-sigs/external-dns#6616, 2026-08-06; not tried with the plugin)
      return { data: { usage, selector, matchingType, certificate: certificate.toUpperCase() } };
    }
    case "CAA":
      // flags: a number for ever; a string later would be an error at preview
      return { data: { flags: data.flags, tag: data.tag, value: data.value } };
    case "TXT":
      // the API reads presentation form, decimal escapes and all (libdns/cloudflare#33, 2026-06-06)
      return { content: printText(data.text) };
  }
}
