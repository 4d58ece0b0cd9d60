/** Specs for the explanations of checks of PTR records. */
import { example } from "../example.ts";

/** A mail host and a web host with an address each. */
export const host = (): string =>
  example(
    "mode: receive-only",
    "records:",
    "  - {type: MX, value: 10 mail}",
    "  - {name: mail, type: A, value: 198.51.100.25}",
    "  - {name: web, type: A, value: 198.51.100.26}",
  );

/** The reverse zone of 198.51.100.0/24 with one record. */
export const reverse = (record: string): string =>
  `domain: 100.51.198.in-addr.arpa\ndns: route53\nrecords:\n  - ${record}\n`;
