/** Cases of guards: the specs of a stack before and after, and what the guards say of the change. */
import type { Known } from "./change-of.ts";

export interface Case extends Known {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** `code domain` of each finding; "-" where it is about no domain. */
  readonly finds: readonly string[];
  /** Parts of the messages and helps. */
  readonly says?: readonly string[];
}

/** A spec of example.com with these lines. */
export const mail = (...lines: string[]): string =>
  ["domain: example.com", "dns: cloudflare", "mode: mail", ...lines].join("\n");

/** The line of a spec with MX of preference 10. */
export const mx = (...hosts: string[]): string =>
  `records: [${hosts.map((host) => `{type: MX, value: 10 ${host}.}`).join(", ")}]`;
