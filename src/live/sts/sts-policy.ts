/** The MTA-STS policy that senders find for a domain: whether they insist on TLS (RFC 8461 §3). */
import type { IncomingMessage } from "node:http";
import { get } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { isMtaSts, parseStsPolicy, type StsPolicy } from "../../mail/mta-sts.ts";
import { specialUseOf } from "../../mail/special-addresses.ts";
import { stsHostOf } from "../../preset/own-sts-policy.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import type { Resolver } from "../dns/resolver.ts";
import { addressesIn } from "../outside/mx-hosts.ts";

/** RFC 8461 §3.3 suggests a minute and 64 KiB. */
const TIMEOUT = 30_000;
const MOST_OCTETS = 65_536;

/** Milliseconds to wait before a connection that failed in its handshake is tried again: each time twice as long. */
const FIRST_PAUSE = 250;
const LAST_PAUSE = 2000;

export interface PolicyOptions {
  readonly port?: number;
  /** Trusted roots in PEM instead of Node's. */
  readonly ca?: readonly string[];
  /** Whether special addresses are reached, as in a lab. */
  readonly isClosed?: boolean;
  /** Whether a connection that fails in its handshake is tried again. */
  readonly isPatient?: boolean;
  readonly signal?: AbortSignal;
}

/** A policy that a sender would take. */
export interface Served {
  readonly policy: StsPolicy;
  /** Without parameters, lower case; "" if the server says none. */
  readonly mediaType: string;
}

/** Why a sender gets no policy: a whole clause, such as `mta-sts.example.com has no address`. */
export interface Unserved {
  readonly failure: string;
  /** Whether another try may fare better. */
  readonly mayPass?: boolean;
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
  const served = await servedPolicy(domain, resolver, options);
  return "policy" in served ? served.policy : undefined;
}

/** What the web server of a domain has, whether or not a record announces it. Never rejects. */
export async function servedPolicy(
  domain: Name,
  resolver: Resolver,
  options: PolicyOptions = {},
): Promise<Served | Unserved> {
  const host = stsHostOf(domain);
  const found = await Promise.all([resolver.lookUp(host, "A"), resolver.lookUp(host, "AAAA")]);
  const addresses = addressesIn(found);
  const [address] = addresses.filter((one) => options.isClosed === true || specialUseOf(one) === undefined);
  if (address === undefined) {
    const isUnknown = found.some(({ outcome }) => outcome === "failed");
    const why = isUnknown
      ? "could not be looked up"
      : addresses.length === 0
        ? "has no address"
        : `has no address that the internet reaches (${listed(addresses)})`;
    return { failure: `${shownName(host)} ${why}` };
  }
  const answer = await fetchPatiently(withoutDot(host), address, options);
  if ("failure" in answer) return { failure: `${shownName(host)} (${address}) ${answer.failure}` };
  const policy = parseStsPolicy(answer.text);
  const [problem] = policy.problems;
  return problem === undefined
    ? { policy, mediaType: answer.mediaType }
    : { failure: `what ${shownName(host)} (${address}) sends is no policy: ${problem.message}` };
}

/**
 * A web server that gets the certificate of a name when it is first asked for may end that first connection: Caddy 2.6 refuses a
 * few where many names come at once, and the certification authority takes some seconds. Senders come again, too.
 */
async function fetchPatiently(
  host: string,
  address: string,
  options: PolicyOptions,
): Promise<Answer | Unserved> {
  for (let pause = FIRST_PAUSE; ; pause *= 2) {
    const answer = await fetchPolicy(host, address, options);
    if (!("failure" in answer && answer.mayPass) || !options.isPatient || pause > LAST_PAUSE) return answer;
    await sleep(pause * (0.5 + Math.random()));
    if (options.signal?.aborted) return answer;
  }
}

interface Answer {
  readonly text: string;
  readonly mediaType: string;
}

/** No redirect is followed, and the certificate must be valid for the host (§3.3). */
function fetchPolicy(
  host: string,
  address: string,
  { port = 443, ca, signal }: PolicyOptions,
): Promise<Answer | Unserved> {
  return new Promise((resolve) => {
    const request = get({
      ...{ host: address, port, servername: host, path: "/.well-known/mta-sts.txt", agent: false },
      headers: { host },
      ...(ca !== undefined && { ca: [...ca] }),
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT), ...(signal === undefined ? [] : [signal])]),
    });
    request.on("error", (error) => resolve(unserved(error)));
    request.on("response", (response) => {
      let text = "";
      const end = (result: Answer | Unserved): void => {
        request.destroy();
        resolve(result);
      };
      response.on("error", (error) => resolve(unserved(error)));
      const { statusCode = 0 } = response;
      if (statusCode !== 200) return end({ failure: refusal(statusCode) });
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
        if (text.length > MOST_OCTETS) end({ failure: `sends more than ${MOST_OCTETS} octets` });
      });
      response.on("end", () => end({ text, mediaType: mediaTypeOf(response) }));
      response.on("close", () => resolve({ failure: "ends the connection" }));
    });
  });
}

const mediaTypeOf = ({ headers }: IncomingMessage): string =>
  (headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";

const refusal = (status: number): string =>
  status >= 300 && status < 400
    ? `redirects (${status}), which senders do not follow`
    : `answers ${status} instead of 200`;

/** By the codes of Node and OpenSSL; others are shown as they are. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "refuses the connection",
  ECONNRESET: "ends the connection",
  EHOSTUNREACH: "cannot be reached from here",
  ENETUNREACH: "cannot be reached from here",
  ETIMEDOUT: "does not answer",
  ABORT_ERR: "does not answer in time",
  CERT_NOT_YET_VALID: "has a certificate that is not valid yet",
  EPROTO: "ends the TLS handshake",
  ERR_TLS_CERT_ALTNAME_INVALID: "has a certificate without the name",
  CERT_HAS_EXPIRED: "has a certificate that has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "has a self-signed certificate",
  SELF_SIGNED_CERT_IN_CHAIN: "has a certificate of an authority that is not trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "has a certificate of an authority that is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "has a certificate without that of its issuer, or of one that is not trusted",
};

/** The server ended the handshake, or its certificate is so new that it begins with the next second. */
const MAY_PASS: ReadonlySet<string> = new Set(["EPROTO", "ECONNRESET", "CERT_NOT_YET_VALID"]);

function unserved({ code = "", message }: Error & { readonly code?: string }): Unserved {
  const isOfTls = MAY_PASS.has(code) || code.startsWith("ERR_SSL_");
  return { failure: REASONS[code] ?? `fails (${code || message})`, mayPass: isOfTls };
}
