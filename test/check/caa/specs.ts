import { spec } from "../check-case.ts";

/** CAA records at the apex of a domain with hosted mail, the first at line 5. */
export const caa = (...values: string[]): string =>
  spec(
    "cloudflare",
    "mailbox: tencent-exmail",
    "records:",
    ...values.map((value) => `  - {type: CAA, value: '${value}'}`),
  );
