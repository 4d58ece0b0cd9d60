import { spec } from "../check-case.ts";

/** A domain that only sends, on that cloud; records begin at line 5. */
export const sendOnly = (dns: string, ...lines: string[]): string =>
  spec(dns, "mode: send-only", "records:", ...lines);
