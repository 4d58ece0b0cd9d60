import { spec } from "../check-case.ts";

/** Hosted mail; records begin at line 5. */
export const mail = (...records: string[]): string =>
  spec("cloudflare", "mailbox: tencent-exmail", "records:", ...records);

export const srv = (name: string, value: string): string => `  - {name: ${name}, type: SRV, value: ${value}}`;
