/** The MTA-STS policy that senders find for a domain: whether they insist on TLS (RFC 8461 §3). */
import { get } from "node:https";
import { isMtaSts, parseStsPolicy, type StsPolicy } from "../../mail/mta-sts.ts";
import { specialUseOf } from "../../mail/special-addresses.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import type { Resolver } from "../dns/resolver.ts";
import { addressesIn } from "../outside/mx-hosts.ts";

/** RFC 8461 §3.3 suggests a minute and 64 KiB. */
const TIMEOUT = 30_000;
const MOST_OCTETS = 65_536;

export interface PolicyOptions {
  readonly port?: number;
  /** Trusted roots in PEM instead of Node's. */
  readonly ca?: readonly string[];
  /** Whether special addresses are reached, as in a lab. */
  readonly isClosed?: boolean;
  readonly signal?: AbortSignal;
}

/** Undefined if the domain has no policy that a sender would take. Never rejects. */
export async function stsPolicyOf(
  domain: Name,
  resolver: Resolver,
  options: PolicyOptions = {},
): Promise<StsPolicy | undefined> {
  const texts = await resolver.lookUp(`_mta-sts.${domain}`, "TXT");
  const records = texts.records.filter(({ data }) => data.type === "TXT" && isMtaSts(data.text));
  if (records.length !== 1) return undefined;
  const host = `mta-sts.${domain}`;
  const found = await Promise.all([resolver.lookUp(host, "A"), resolver.lookUp(host, "AAAA")]);
  const [address] = addressesIn(found).filter(
    (one) => options.isClosed === true || specialUseOf(one) === undefined,
  );
  if (address === undefined) return undefined;
  const text = await fetchPolicy(withoutDot(host), address, options);
  const policy = text === undefined ? undefined : parseStsPolicy(text);
  return policy === undefined || policy.problems.length > 0 ? undefined : policy;
}

/** No redirect is followed, and the certificate must be valid for the host (§3.3). */
function fetchPolicy(
  host: string,
  address: string,
  { port = 443, ca, signal }: PolicyOptions,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = get({
      ...{ host: address, port, servername: host, path: "/.well-known/mta-sts.txt", agent: false },
      headers: { host },
      ...(ca !== undefined && { ca: [...ca] }),
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT), ...(signal === undefined ? [] : [signal])]),
    });
    request.on("error", () => resolve(undefined));
    request.on("response", (response) => {
      let text = "";
      const end = (result?: string): void => {
        request.destroy();
        resolve(result);
      };
      response.on("error", () => resolve(undefined));
      if (response.statusCode !== 200) return end();
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
        if (text.length > MOST_OCTETS) end();
      });
      response.on("end", () => end(text));
      response.on("close", () => resolve(undefined));
    });
  });
}
