/** The MTA-STS policy that senders find for a domain: whether they insist on TLS (RFC 8461 §3). */
import { isMtaSts, parseStsPolicy, type StsPolicy } from "../../mail/mta-sts.ts";
import { stsUrlOf } from "../../preset/own-sts-policy.ts";
import type { Name } from "../../zone/name.ts";
import type { Resolver } from "../dns/resolver.ts";
import { fetchFile, type WebOptions } from "../web-file.ts";

/** RFC 8461 §3.3 suggests 64 KiB. */
const MOST_OCTETS = 65_536;

/** A policy that a sender would take. */
export interface Served {
  readonly policy: StsPolicy;
  /** Without parameters, lower case; "" if the server says none. */
  readonly mediaType: string;
}

/** Why a sender gets no policy: a whole clause, such as `mta-sts.example.com has no address`. */
export interface Unserved {
  readonly failure: string;
}

/** Undefined if the domain has no policy that a sender would take. Never rejects. */
export async function stsPolicyOf(
  domain: Name,
  resolver: Resolver,
  options: WebOptions = {},
): Promise<StsPolicy | undefined> {
  const texts = await resolver.lookUp(`_mta-sts.${domain}`, "TXT");
  const records = texts.records.filter(({ data }) => data.type === "TXT" && isMtaSts(data.text));
  if (records.length !== 1) return undefined;
  const served = await servedPolicy(domain, resolver, options);
  return "policy" in served ? served.policy : undefined;
}

/** What the web server of a domain has, whether or not a record announces it. Never rejects. */
export async function servedPolicy(
  domain: Name,
  resolver: Resolver,
  options: WebOptions = {},
): Promise<Served | Unserved> {
  const file = await fetchFile(new URL(stsUrlOf(domain)), MOST_OCTETS, resolver, options);
  // §3.3: redirects are not followed
  if ("failure" in file) {
    const isElsewhere = file.location !== undefined;
    return { failure: isElsewhere ? `${file.failure}, which senders do not follow` : file.failure };
  }
  const policy = parseStsPolicy(file.octets.toString("utf8"));
  const [problem] = policy.problems;
  return problem === undefined
    ? { policy, mediaType: file.mediaType }
    : { failure: `what ${file.server} sends is no policy: ${problem.message}` };
}
