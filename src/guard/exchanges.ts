/** The hosts that receive a name's mail. */
import type { Name } from "../zone/name.ts";
import { isNullMx, type Rdata } from "../zone/rdata.ts";
import type { NameChange } from "./change.ts";

/** Each once, the preferred one first. The null MX (RFC 7505) is not a host. */
export function exchanges(data: readonly Rdata[]): Name[] {
  const mx = data.filter((one) => one.type === "MX").filter((one) => !isNullMx(one));
  return [...new Set(mx.sort((a, b) => a.preference - b.preference).map(({ exchange }) => exchange))];
}

export const exchangesAfter = ({ after }: NameChange): Name[] => exchanges(after.map(({ data }) => data));
