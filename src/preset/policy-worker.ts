/** The text that a cloud serves itself for a domain: its MTA-STS policy, where the spec has `host: cloudflare-worker`. */
import type { Name } from "../zone/name.ts";
import type { Domain } from "./domain.ts";
import { STS_PATH, stsHostOf } from "./own-sts-policy.ts";

/** A text at one path of a host, over HTTPS. */
export interface ServedText {
  readonly host: Name;
  readonly path: string;
  readonly text: string;
}

/** Undefined for a domain without a policy, and for one whose policy something else serves. */
export function policyWorkerOf({ spec, stsPolicy }: Domain): ServedText | undefined {
  if (stsPolicy?.host !== "cloudflare-worker") return undefined;
  return { host: stsHostOf(spec.domain), path: STS_PATH, text: stsPolicy.text };
}
