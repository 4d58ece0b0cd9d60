/** Records found in DNS or in a zone file, in the form in which they are compared with presets. */
import type { Place } from "../../finding.ts";
import { isSpf } from "../../mail/text-kind.ts";
import { isWithin, type Name, relativeName } from "../../zone/name.ts";
import { compareText } from "../../zone/order.ts";
import { printUndotted, type Rdata } from "../../zone/rdata.ts";
import { spfAllOf, spfTerms } from "../spf-terms.ts";
import type { FactType } from "./fingerprint.ts";

/** A record that exists. */
export interface Observed {
  readonly name: Name;
  readonly data: Rdata;
  /** In the zone file; absent for an answer from DNS. */
  readonly place?: Place;
}

/** A record, or one term of an SPF record. */
export interface Fact {
  /** Relative to the mail domain. */
  readonly owner: string;
  readonly type: FactType;
  /** The data, with hosts without their final dot; for SPF, one term. */
  readonly text: string;
  readonly record: Observed;
}

export const holdsSpf = ({ data }: Pick<Observed, "data">): boolean =>
  data.type === "TXT" && isSpf(data.text);

/** The `all` of an SPF record, such as `softfail`. */
export const allOf = ({ data }: Pick<Observed, "data">): string | undefined =>
  data.type === "TXT" ? spfAllOf(data.text) : undefined;

/** Whether an SPF record has an `all`, even one that mailzone does not write. */
export const hasAll = ({ data }: Pick<Observed, "data">): boolean =>
  data.type === "TXT" && /\s[-+~?]?all(?=\s|$)/i.test(data.text);

/** The facts at and below the mail domain, sorted; an SPF record is in them as its terms and as a whole. */
export function factsOf(records: readonly Observed[], domain: Name): Fact[] {
  return records
    .filter(({ name }) => isWithin(name, domain))
    .flatMap((record): Fact[] => {
      const owner = relativeName(record.name, domain);
      if (holdsSpf(record) && record.data.type === "TXT") {
        const { text: whole } = record.data;
        const terms = spfTerms(whole).map((text): Fact => ({ owner, type: "SPF", text, record }));
        return [...terms, { owner, type: "TXT", text: whole, record }];
      }
      return [{ owner, type: record.data.type, text: factText(record.data), record }];
    })
    .sort(
      (a, b) => compareText(a.owner, b.owner) || compareText(a.type, b.type) || compareText(a.text, b.text),
    );
}

function factText(data: Rdata): string {
  switch (data.type) {
    case "CAA":
      return `${data.flags} ${data.tag} ${data.value}`;
    case "TXT":
      return data.text;
    default:
      return printUndotted(data);
  }
}
