import { spec } from "../check-case.ts";

/** A domain of records alone, the first at line 4. */
export const own = (dns: string, ...lines: string[]): string => spec(dns, "records:", ...lines);
