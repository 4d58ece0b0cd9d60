/** DKIM keys as specs have them during a rotation. */
import { EXAMPLE_KEY } from "../../../src/check/example.ts";
import { ED25519_KEY } from "../../mail/keys.ts";

/** An item of `dkim`; `rest` begins with a comma. */
export const key = (selector: string, rest: string, algorithm: "rsa" | "ed25519" = "rsa"): string =>
  `  - {selector: ${selector}${rest}, key: "${algorithm === "rsa" ? EXAMPLE_KEY : ED25519_KEY}"}`;

/** Days before today, as a spec writes a day. */
export const daysAgo = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
