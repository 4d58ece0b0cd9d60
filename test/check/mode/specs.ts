export const MX = "  - {type: MX, value: 10 mx.example.net}";

/** The spec for another domain. */
export const named = (domain: string, text: string): string => text.replaceAll("example.com", domain);
