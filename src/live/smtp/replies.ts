/** Reads the replies of an SMTP server from a socket, however it sends them: whole, in pieces, without end, or not at all. */
import type { Socket } from "node:net";

/** Three digits, and the text of each line after them (RFC 5321 §4.2). */
export interface SmtpReply {
  readonly code: number;
  /** At least one. */
  readonly lines: readonly string[];
}

/** `garbled` is what no SMTP server says, or more than one may say at once. */
export type NoReply = "timeout" | "closed" | "garbled";

/** Octets of a reply that is read. A line may have 512 (RFC 5321 §4.5.3.1.5), and no server has 30 extensions. */
const MOST_OCTETS = 16_384;

const LINE = /^([2-5]\d\d)(?:([ -])(.*))?$/;

export class ReplyReader {
  readonly #socket: Socket;
  #octets: Buffer = Buffer.alloc(0);
  #lines: string[] = [];
  #read = 0;
  /** What comes next, for whoever asks for it. */
  readonly #replies: SmtpReply[] = [];
  #end: NoReply | undefined;
  #wake: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", this.#hear);
    socket.on("close", this.#close);
  }

  /** The next reply, if it is whole within so many milliseconds. */
  async next(timeout: number): Promise<SmtpReply | NoReply> {
    if (this.#replies.length === 0 && this.#end === undefined) {
      await new Promise<void>((resolve) => {
        const alarm = setTimeout(resolve, timeout);
        this.#wake = () => {
          clearTimeout(alarm);
          resolve();
        };
      });
      this.#wake = undefined;
    }
    // two replies to one command: the second may be forged
    if (this.#end === "garbled") return "garbled";
    return this.#replies.shift() ?? this.#end ?? "timeout";
  }

  /** Leaves the socket to somebody else. What was sent before that is dropped (RFC 3207 §4.2). */
  release(): void {
    this.#socket.off("data", this.#hear);
    this.#socket.off("close", this.#close);
  }

  readonly #hear = (chunk: Buffer): void => {
    this.#octets = Buffer.concat([this.#octets, chunk]);
    for (let end = this.#octets.indexOf(0x0a); end >= 0; end = this.#octets.indexOf(0x0a)) {
      const line = this.#octets.toString("utf8", 0, end).replace(/\r$/, "");
      this.#octets = this.#octets.subarray(end + 1);
      this.#read += end + 1;
      if (!this.#take(line)) {
        this.#stop("garbled");
        return;
      }
    }
    // an endless line, an endless reply, or replies that nobody asked for
    if (this.#read + this.#octets.length > MOST_OCTETS || this.#replies.length > 1) this.#stop("garbled");
  };

  /** Whether the line is one of a reply. */
  #take(line: string): boolean {
    const [, code, separator, text = ""] = LINE.exec(line) ?? [];
    if (code === undefined || this.#read > MOST_OCTETS) return false;
    this.#lines.push(text);
    if (separator === "-") return true;
    this.#replies.push({ code: Number(code), lines: this.#lines });
    this.#lines = [];
    this.#read = 0;
    this.#wake?.();
    return true;
  }

  readonly #close = (): void => this.#stop("closed");

  #stop(why: NoReply): void {
    this.#end ??= why;
    this.release();
    this.#wake?.();
    if (why === "garbled") this.#socket.destroy();
  }
}
