/** The order in which names and record data are shown and numbered, whatever order the specs came in. */
import { labels, type Name } from "./name.ts";
import { printRdata, type Rdata } from "./rdata.ts";
import type { RRset } from "./rrset.ts";

/** Plain comparison by code units: the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Canonical order (RFC 4034 §6.1): a zone's apex first, then label by label from the right. */
export function compareNames(a: Name, b: Name): number {
  const x = labels(a).reverse();
  const y = labels(b).reverse();
  for (let i = 0; i < x.length && i < y.length; i++) {
    const order = compareText(x[i] as string, y[i] as string);
    if (order !== 0) return order;
  }
  return x.length - y.length;
}

/** RRsets by owner in canonical order, then by type. */
export function compareRRsets(a: RRset, b: RRset): number {
  return compareNames(a.name, b.name) || compareText(a.type, b.type);
}

/** Data of one type: by its leading numbers, so that MX and SRV come in the order in which they are tried, then by presentation form. */
export function compareRdata(a: Rdata, b: Rdata): number {
  return rank(a) - rank(b) || compareText(printRdata(a), printRdata(b));
}

function rank(data: Rdata): number {
  return data.type === "MX" ? data.preference : data.type === "SRV" ? data.priority : 0;
}
