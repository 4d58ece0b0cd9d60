/** One file from a web server over HTTPS: by an address that was looked up, with bounds on size and time. */
import type { IncomingMessage } from "node:http";
import { get } from "node:https";
import { isIP } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { specialUseOf } from "../mail/special-addresses.ts";
import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { absolute } from "../zone/name.ts";
import type { Resolver } from "./dns/resolver.ts";
import { addressesIn } from "./outside/mx-hosts.ts";

const TIMEOUT = 30_000;

/** Milliseconds to wait before a connection that failed in its handshake is tried again: each time twice as long. */
const FIRST_PAUSE = 250;
const LAST_PAUSE = 2000;

export interface WebOptions {
  /** In place of 443. */
  readonly port?: number;
  /** Trusted roots in PEM instead of Node's. */
  readonly ca?: readonly string[];
  /** Whether special addresses are reached, as in a lab. */
  readonly isClosed?: boolean;
  /** Whether a connection that fails in its handshake is tried again. */
  readonly isPatient?: boolean;
  readonly signal?: AbortSignal;
}

export interface WebFile {
  readonly octets: Buffer;
  /** Without parameters, lower case; "" if the server says none. */
  readonly mediaType: string;
  /** Who sent it: `mta-sts.example.com (192.0.2.1)`. */
  readonly server: string;
}

/** Why there is no file: a whole clause, such as `mta-sts.example.com has no address`. */
export interface NoFile {
  readonly failure: string;
  /** Whether another try may fare better. */
  readonly mayPass?: boolean;
  /** Where the server says that the file is; absent if it does not redirect. */
  readonly location?: string;
}

/**
 * A file of at most `most` octets. No redirect is followed, and the certificate must be valid for the URL's host.
 * Never rejects.
 */
export async function fetchFile(
  { hostname, port, pathname, search }: URL,
  most: number,
  resolver: Resolver,
  options: WebOptions = {},
): Promise<WebFile | NoFile> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const name = isIP(host) === 0 ? absolute(host) : undefined;
  const found =
    name === undefined ? [] : await Promise.all([resolver.lookUp(name, "A"), resolver.lookUp(name, "AAAA")]);
  const addresses = name === undefined ? [host] : addressesIn(found);
  const [address] = addresses.filter((one) => options.isClosed === true || specialUseOf(one) === undefined);
  const shown = name === undefined ? host : shownName(name);
  if (address === undefined) {
    const isUnknown = found.some(({ outcome }) => outcome === "failed");
    const why = isUnknown
      ? "could not be looked up"
      : addresses.length === 0
        ? "has no address"
        : name === undefined
          ? "is no address that the internet reaches"
          : `has no address that the internet reaches (${listed(addresses)})`;
    return { failure: `${shown} ${why}` };
  }
  const asked = { host, address, path: `${pathname}${search}`, ...(port !== "" && { port: Number(port) }) };
  const answer = await fetchPatiently(asked, most, options);
  const server = name === undefined ? shown : `${shown} (${address})`;
  return "failure" in answer ? { ...answer, failure: `${server} ${answer.failure}` } : { ...answer, server };
}

interface Asked {
  readonly host: string;
  readonly address: string;
  readonly path: string;
  readonly port?: number;
}

type Answer = Omit<WebFile, "server">;

/**
 * A web server that gets the certificate of a name when it is first asked for may end that first connection: Caddy 2.6 refuses a
 * few where many names come at once, and the certification authority takes some seconds. Others come again, too.
 */
async function fetchPatiently(asked: Asked, most: number, options: WebOptions): Promise<Answer | NoFile> {
  for (let pause = FIRST_PAUSE; ; pause *= 2) {
    const answer = await fetchOnce(asked, most, options);
    if (!("failure" in answer && answer.mayPass) || !options.isPatient || pause > LAST_PAUSE) return answer;
    await sleep(pause * (0.5 + Math.random()));
    if (options.signal?.aborted) return answer;
  }
}

function fetchOnce(
  { host, address, path, port }: Asked,
  most: number,
  { port: usual = 443, ca, signal }: WebOptions,
): Promise<Answer | NoFile> {
  return new Promise((resolve) => {
    const request = get({
      // an address is no server name (RFC 6066 §3)
      ...{ host: address, port: port ?? usual, servername: isIP(host) === 0 ? host : "", path, agent: false },
      headers: { host: `${isIP(host) === 6 ? `[${host}]` : host}${port === undefined ? "" : `:${port}`}` },
      ...(ca !== undefined && { ca: [...ca] }),
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT), ...(signal === undefined ? [] : [signal])]),
    });
    request.on("error", (error) => resolve(noFile(error)));
    request.on("response", (response) => {
      const pieces: Buffer[] = [];
      let length = 0;
      const end = (result: Answer | NoFile): void => {
        request.destroy();
        resolve(result);
      };
      response.on("error", (error) => resolve(noFile(error)));
      if (response.statusCode !== 200) return end(refusal(response));
      response.on("data", (piece: Buffer) => {
        length += piece.length;
        pieces.push(piece);
        if (length > most) end({ failure: `sends more than ${most} octets` });
      });
      response.on("end", () => end({ octets: Buffer.concat(pieces), mediaType: mediaTypeOf(response) }));
      response.on("close", () => resolve({ failure: "ends the connection" }));
    });
  });
}

const mediaTypeOf = ({ headers }: IncomingMessage): string =>
  (headers["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";

function refusal({ statusCode = 0, headers: { location } }: IncomingMessage): NoFile {
  if (statusCode < 300 || statusCode >= 400) return { failure: `answers ${statusCode} instead of 200` };
  return { failure: `redirects (${statusCode})`, ...(location !== undefined && { location }) };
}

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

function noFile({ code = "", message }: Error & { readonly code?: string }): NoFile {
  const isOfTls = MAY_PASS.has(code) || code.startsWith("ERR_SSL_");
  return { failure: REASONS[code] ?? `fails (${code || message})`, mayPass: isOfTls };
}
