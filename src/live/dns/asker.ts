/** Asks servers for a whole run: each question once, a limited number at the same time, and nothing after the deadline. */
import { exchange, type Patience } from "./exchange.ts";
import type { Manner } from "./message.ts";
import type { Question, Reply, Server } from "./reply.ts";

/** What everything above asks with; a test gives its own. Never rejects. */
export type Ask = (server: Server, question: Question, of?: Manner["of"]) => Promise<Reply>;

export interface AskerOptions extends Partial<Patience> {
  /** Questions that are out at the same time. */
  readonly most?: number;
  /** Ends everything that is out, and whatever is asked afterwards. */
  readonly signal?: AbortSignal;
}

const MANNERS: readonly Manner["of"][] = ["authoritative", "recursive", "signed", "tcp"];

export const DEFAULTS = { timeout: 2_000, tries: 3, most: 64 } as const;

export interface Asker {
  readonly ask: Ask;
  /** Forgets an answer, so that the next question goes out again. */
  forget(server: Server, question: Question): void;
  /** How many questions went out. */
  readonly asked: number;
}

export function openAsker(options: AskerOptions = {}): Asker {
  const { timeout, tries, most } = { ...DEFAULTS, ...options };
  const signal = options.signal ?? new AbortController().signal;
  const known = new Map<string, Promise<Reply>>();
  const waiting: (() => void)[] = [];
  const silent = new Set<string>();
  let out = 0;
  let asked = 0;

  const put = async (server: Server, question: Question, of: Manner["of"]): Promise<Reply> => {
    if (out < most) out++;
    else await new Promise<void>((go) => waiting.push(go));
    asked++;
    const key = `${server.address} ${server.port}`;
    try {
      // a server that was silent to the end gets one more chance for each question, and no more
      const patience = silent.has(key) ? { timeout: timeout / 2, tries: 1 } : { timeout, tries };
      const reply = await exchange(server, question, of, patience, signal);
      if (reply.kind === "silence" && reply.why === "timeout") silent.add(key);
      else silent.delete(key);
      return reply;
    } finally {
      const next = waiting.shift();
      // whoever waits takes this one's place
      if (next === undefined) out--;
      else next();
    }
  };
  const keyOf = ({ address, port }: Server, { name, type }: Question, of: Manner["of"]): string =>
    `${address} ${port} ${name} ${type} ${of}`;

  return {
    ask(server, question, of = "authoritative") {
      const key = keyOf(server, question, of);
      let reply = known.get(key);
      if (reply === undefined) {
        reply = put(server, question, of);
        known.set(key, reply);
      }
      return reply;
    },
    forget(server, question) {
      for (const manner of MANNERS) known.delete(keyOf(server, question, manner));
    },
    get asked() {
      return asked;
    },
  };
}
