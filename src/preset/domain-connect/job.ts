/** What a template's record is for, in the group names of presets. */
import { isSpf } from "../../mail/text-kind.ts";
import { isKnown, type TemplateRecord } from "./template.ts";

/** An owner as in the template: `@` for the applied name, however it is written. */
export function ownerOf(record: TemplateRecord): string {
  const written =
    isKnown(record) && record.type === "SRV" ? record.name : (record.host as string | undefined);
  return written === undefined || written === "" ? "@" : written;
}

/** A raw SPF text, which the format forbids but 17 of 1,154 templates have (2026-08-20). */
export const isRawSpf = (record: TemplateRecord): boolean =>
  isKnown(record) && record.type === "TXT" && isSpf(record.data.replace(/^"|"$/g, ""));

/** The group that the record would be in as part of a preset. */
export function jobOf(record: TemplateRecord, all: readonly TemplateRecord[]): string {
  const owner = ownerOf(record).toLowerCase();
  if (record.type === "SPFM" || isRawSpf(record)) return "spf";
  if (record.type === "SRV")
    return /^_autodiscover$/i.test(String(record["service"])) ? "autoconfig" : "client";
  if (record.type === "MX") {
    const bounces = (one: TemplateRecord) =>
      (one.type === "SPFM" || isRawSpf(one)) && ownerOf(one).toLowerCase() === owner;
    return owner !== "@" && all.some(bounces) ? "return-path" : "mx";
  }
  if (/(?:^|\.)_domainkey(?:\.|%|$)/.test(owner)) return "dkim";
  if (/^_dmarc(?:\.|%|$)/.test(owner)) return "dmarc";
  if (/^_?mta-sts(?:\.|$)/.test(owner)) return "mta-sts";
  if (/^_smtp\._tls(?:\.|$)/.test(owner)) return "tls-rpt";
  if (/^auto(?:config|discover)(?:\.|$)/.test(owner)) return "autoconfig";
  if (record.type === "TXT") return "verification";
  return record.type === "CAA" ? "caa" : "host";
}
