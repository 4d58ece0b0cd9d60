/** example.com that only receives, with the MX mail.example.com at line 5 and its addresses from line 6 on. */
export const mailHost = (...addresses: string[]): string =>
  [
    "domain: example.com",
    "dns: cloudflare",
    "mode: receive-only",
    "records:",
    "  - {type: MX, value: 10 mail}",
    ...addresses.map(
      (address) => `  - {name: mail, type: ${address.includes(":") ? "AAAA" : "A"}, value: "${address}"}`,
    ),
    "",
  ].join("\n");

/** A reverse zone with PTR records: owner and host in turn, from line 4 on. */
export const reverse = (
  zone: string,
  pointers: readonly (readonly [owner: string, host: string])[],
): string =>
  [
    `domain: ${zone}`,
    "dns: route53",
    "records:",
    ...pointers.map(([owner, host]) => `  - {name: "${owner}", type: PTR, value: ${host}}`),
    "",
  ].join("\n");
