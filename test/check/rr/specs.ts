/** A reverse zone with these records, the first at line 4. */
export const reverse = (dns: string, ...records: string[]): string =>
  ["domain: 100.51.198.in-addr.arpa", `dns: ${dns}`, "records:", ...records, ""].join("\n");
