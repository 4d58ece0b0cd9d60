/** The form of cases for live checks, and the records they are made of. */
import type { ListedZone, LiveRecord } from "../../src/cloud/listing.ts";
import { readRdata } from "../../src/cloud/raise.ts";
import type { OwnedResource } from "../../src/inventory/owned.ts";
import type { CloudId } from "../../src/spec/cloud-id.ts";

/**
 * What a check finds in a zone that holds something already: `[what, cloud, spec, records, findings, the zone]`. What it
 * is begins with the check's id and a colon, a finding is its severity, its code and the records that it is about.
 * The zone comes with what the stack owns.
 */
export type LiveCase = readonly [
  string,
  CloudId,
  string,
  readonly LiveRecord[],
  readonly string[],
  (Partial<ListedZone> & { readonly owned?: readonly OwnedResource[] })?,
];

export const MAIL = "mailbox: tencent-exmail\ndmarc: {policy: none, rua: ['mailto:d@example.com']}\n";
export const KEY = "dkim: [{selector: s1, cname: s1.dkim.example.net}]\n";
/** The SPF text of `MAIL`. */
export const SPF = "v=spf1 include:spf.mail.qq.com ~all";

type Marks = Partial<Omit<LiveRecord, "id" | "name" | "type" | "values">>;

/** `@ MX 10 mx.example.net`; several values of one set are separated by ` | `. */
export const live = (id: string, text: string, marks: Marks = {}): LiveRecord => {
  const [, owner = "", type = "", all = ""] = /^(\S+) (\S+) ?(.*)$/.exec(text) ?? [];
  const values = all === "" ? [] : all.split(" | ");
  return {
    id,
    importId: id,
    name: owner === "@" ? "example.com." : `${owner}.example.com.`,
    type,
    ttl: 600,
    values: values.map((value) => {
      const data = readRdata(type, value);
      return data === undefined ? { text: value } : { text: value, data };
    }),
    ...marks,
  };
};
