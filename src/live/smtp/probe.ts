/**
 * One SMTP session with one address of a mail server: greeting, EHLO, STARTTLS, the certificate, QUIT. Never begins a mail
 * transaction.
 */
import { connect, isIP, isIPv6, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { hostFault, type Name, withoutDot } from "../../zone/name.ts";
import { type Certificate, certificateOf } from "./certificate.ts";
import { type NoReply, ReplyReader, type SmtpReply } from "./replies.ts";

export interface Target {
  readonly host: Name;
  readonly address: string;
  readonly port: number;
}

export type Step = "connect" | "greeting" | "ehlo" | "starttls" | "tls";

/** `refused` by the host or with a reply; `no-route` where this network has no way to the address. */
export type Why = "refused" | "no-route" | "handshake" | "cancelled" | NoReply;

export interface Failure {
  readonly step: Step;
  readonly why: Why;
  /** The reply, or the error of TLS. */
  readonly said?: string;
}

export interface Probe extends Target {
  /** The text of the greeting, without its code. */
  readonly banner?: string;
  /** The name in the reply to EHLO (RFC 5321 §4.1.1.1). */
  readonly ehlo?: string;
  /** Keywords with their parameters, as the server writes them. */
  readonly extensions?: readonly string[];
  /** Whether STARTTLS is offered; absent if it was not learned. */
  readonly starttls?: boolean;
  /** `TLSv1.3`. */
  readonly protocol?: string;
  readonly certificate?: Certificate;
  /** Where the session ended too early; absent if it did not. */
  readonly failure?: Failure;
}

/** Milliseconds. */
export interface Patience {
  readonly connect: number;
  /** Servers that let clients wait against spam take up to half a minute; senders wait 5 minutes (RFC 5321 §4.5.3.2.1). */
  readonly greeting: number;
  /** For every other reply, and for the handshake of TLS. */
  readonly reply: number;
}

export const PATIENCE: Patience = { connect: 10_000, greeting: 60_000, reply: 30_000 };

export interface ProbeOptions {
  readonly patience?: Patience;
  /** Trusted roots in PEM instead of Node's. */
  readonly ca?: readonly string[];
  /** Ends the session. */
  readonly signal?: AbortSignal;
}

type Facts = { -readonly [Key in keyof Probe]: Probe[Key] };

/** Never rejects. No socket and no timer is left. */
export async function probe(target: Target, options: ProbeOptions = {}): Promise<Probe> {
  const { patience = PATIENCE, signal } = options;
  const socket = await dial(target, patience.connect, signal);
  if ("step" in socket) return { ...target, failure: socket };
  const facts: Facts = { ...target };
  const abort = (): void => void socket.destroy();
  signal?.addEventListener("abort", abort);
  const failure = await new Session(socket, facts, options).hold();
  signal?.removeEventListener("abort", abort);
  socket.destroy();
  if (failure === undefined) return facts;
  return { ...facts, failure: signal?.aborted ? { ...failure, why: "cancelled" } : failure };
}

/** What a system says when there is no way to the address, of which the host may know nothing. */
const NO_ROUTE: ReadonlySet<string> = new Set([
  "ENETUNREACH",
  "EHOSTUNREACH",
  "EADDRNOTAVAIL",
  "EAFNOSUPPORT",
  "EPERM",
  "EACCES",
  "ENETDOWN",
  "EINVAL",
]);

/** A socket, connected within so many milliseconds. */
export function dial(
  { address, port }: Pick<Target, "address" | "port">,
  timeout: number,
  signal?: AbortSignal,
): Promise<Socket | Failure> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const end = (why?: Why): void => {
      clearTimeout(alarm);
      signal?.removeEventListener("abort", abort);
      if (why !== undefined) socket.destroy();
      resolve(why === undefined ? socket : { step: "connect", why });
    };
    const alarm = setTimeout(end, timeout, "timeout");
    const abort = (): void => end("cancelled");
    socket.once("connect", () => end());
    // it stays, for errors of later: the reader hears of the end by "close"
    socket.on("error", ({ code = "" }: NodeJS.ErrnoException) => end(whyOf(code)));
    if (signal?.aborted) end("cancelled");
    else signal?.addEventListener("abort", abort);
  });
}

function whyOf(code: string): Why {
  if (NO_ROUTE.has(code)) return "no-route";
  if (code === "ETIMEDOUT") return "timeout";
  return code === "ECONNREFUSED" ? "refused" : "closed";
}

/** Milliseconds for the answer to QUIT, which changes nothing any more. */
const FAREWELL = 2_000;

class Session {
  readonly #socket: Socket;
  readonly #facts: Facts;
  readonly #options: ProbeOptions;
  readonly #patience: Patience;

  constructor(socket: Socket, facts: Facts, options: ProbeOptions) {
    this.#socket = socket;
    this.#facts = facts;
    this.#options = options;
    this.#patience = options.patience ?? PATIENCE;
  }

  /** Where it ended too early; undefined if it did not. */
  async hold(): Promise<Failure | undefined> {
    const replies = new ReplyReader(this.#socket);
    const failure = (await this.#greet(replies)) ?? (await this.#secure(replies));
    // after an answer, since who says nothing would not hear it either
    if (failure?.said !== undefined && failure.step !== "tls") await leave(this.#socket, replies);
    return failure;
  }

  async #greet(replies: ReplyReader): Promise<Failure | undefined> {
    const facts = this.#facts;
    const greeting = await replies.next(this.#patience.greeting);
    if (isReply(greeting)) facts.banner = greeting.lines.join(" ");
    if (!isReply(greeting, 220)) return failed("greeting", greeting);
    this.#socket.write(`EHLO ${ownName(this.#socket)}\r\n`);
    const reply = await replies.next(this.#patience.reply);
    if (!isReply(reply, 250)) return failed("ehlo", reply);
    const [first = "", ...extensions] = reply.lines;
    facts.ehlo = first.trim().split(/\s/)[0] ?? "";
    facts.extensions = extensions;
    facts.starttls = extensions.some((one) => /^STARTTLS\s*$/i.test(one));
    return undefined;
  }

  async #secure(replies: ReplyReader): Promise<Failure | undefined> {
    const facts = this.#facts;
    if (facts.starttls !== true) {
      await leave(this.#socket, replies);
      return undefined;
    }
    this.#socket.write("STARTTLS\r\n");
    const ready = await replies.next(this.#patience.reply);
    if (!isReply(ready, 220)) return failed("starttls", ready);
    replies.release();
    const secured = await this.#handshake();
    if ("step" in secured) return secured;
    facts.protocol = secured.getProtocol() ?? "";
    const certificate = certificateOf(secured, facts.host);
    if (certificate !== undefined) facts.certificate = certificate;
    await leave(secured, new ReplyReader(secured));
    secured.destroy();
    return undefined;
  }

  /** Whatever the server has is taken, to be judged afterwards: old protocols, weak keys, any certificate. */
  #handshake(): Promise<TLSSocket | Failure> {
    const { ca } = this.#options;
    const name = withoutDot(this.#facts.host);
    return new Promise((resolve) => {
      const secured = connectTls({
        socket: this.#socket,
        // a name that no host may have cannot be sent, nor an address (RFC 6066 §3)
        ...(hostFault(name) === undefined && isIP(name) === 0 && { servername: name }),
        rejectUnauthorized: false,
        checkServerIdentity: () => undefined,
        minVersion: "TLSv1",
        ciphers: "DEFAULT@SECLEVEL=0",
        ...(ca !== undefined && { ca: [...ca] }),
      });
      const end = (result: TLSSocket | Failure): void => {
        clearTimeout(alarm);
        this.#socket.off("close", close);
        if ("step" in result) secured.destroy();
        resolve(result);
      };
      const close = (): void => end(CLOSED);
      const alarm = setTimeout(end, this.#patience.reply, { step: "tls", why: "timeout" });
      secured.once("secureConnect", () => end(secured));
      secured.on("error", (error: Fault) => end(error.code === "ECONNRESET" ? CLOSED : handshake(error)));
      this.#socket.once("close", close);
    });
  }
}

async function leave(socket: Socket, replies: ReplyReader): Promise<void> {
  if (!socket.writable) return;
  socket.write("QUIT\r\n");
  await replies.next(FAREWELL);
}

/** The client has no name that leads to it: then it gives its address (RFC 5321 §4.1.4). */
function ownName({ localAddress = "127.0.0.1" }: Socket): string {
  return isIPv6(localAddress) ? `[IPv6:${localAddress}]` : `[${localAddress}]`;
}

const isReply = (reply: SmtpReply | NoReply, code?: number): reply is SmtpReply =>
  typeof reply !== "string" && (code === undefined || reply.code === code);

const failed = (step: Step, reply: SmtpReply | NoReply): Failure =>
  isReply(reply)
    ? { step, why: "refused", said: `${reply.code} ${reply.lines.join(" ")}`.trim() }
    : { step, why: reply };

/** An error of TLS. */
type Fault = Error & { readonly reason?: string; readonly code?: string };

const CLOSED: Failure = { step: "tls", why: "closed" };

/** What was said is `wrong version number`, `sslv3 alert handshake failure`. */
const handshake = ({ reason, code, message }: Fault): Failure => ({
  step: "tls",
  why: "handshake",
  said: reason ?? code ?? message,
});
