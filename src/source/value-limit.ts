/** How long one value may be, in every text that mailzone reads. */
import type { Finding } from "../finding.ts";

/**
 * The most characters of one value: a scalar of a YAML or JSON file, the data of a record in a zone file. The data of a
 * record can have 65,535 octets on the wire (RFC 1035 §3.2.1), but no cloud takes a text of more than 4,080
 * (src/cloud/<id>/limits.ts). It is checked before anything looks inside the value.
 */
export const MAX_VALUE = 8_192;

/** The limits of the clouds, for people; test/cloud/limits.test.ts compares them with the clouds' own. */
const CLOUD_LIMITS = "4,000 octets on Route 53, 4,080 on Cloudflare and 511 on Alibaba Cloud DNS";

/** What is wrong with a value of so many characters; undefined if it is short enough. `what` begins the message. */
export function lengthRefusal(
  length: number,
  what: string,
): Pick<Finding, "code" | "message" | "help"> | undefined {
  if (length <= MAX_VALUE) return undefined;
  return {
    code: "value-too-long",
    message: `${what} has ${length} characters (the limit is ${MAX_VALUE}), so it is not read; a TXT value has at most ${CLOUD_LIMITS}`,
    help: "shorten it, or split it into several records",
  };
}
