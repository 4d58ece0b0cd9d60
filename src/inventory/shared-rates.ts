/**
 * Rate limits that several processes keep together: the shards of a fleet that run at once ask the one that started them for each call
 * to an account. It answers on a socket that only its user can reach, a line of JSON for each question.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { z } from "zod";
import { type Clock, type Rate, RateLimit, type Turns } from "./rate-limit.ts";

const VARIABLE = "MAILZONE_RATES";

const question = z.union([
  z.object({ take: z.int(), of: z.string(), rate: z.object({ calls: z.number(), seconds: z.number() }) }),
  z.object({ add: z.int(), of: z.string() }),
]);
type Question = z.infer<typeof question>;
const answer = z.object({ taken: z.int() });

export interface ServedRates {
  /** What the environment of the processes needs. */
  readonly env: Readonly<Record<string, string>>;
  readonly end: () => void;
}

/** Rejects where there can be no such socket. */
export async function serveRates(clock?: Clock): Promise<ServedRates> {
  // its permissions are the user's alone
  const folder = mkdtempSync(join(tmpdir(), "mailzone-rates-"));
  const path =
    process.platform === "win32" ? `\\\\.\\pipe\\${folder.replaceAll(/\W/g, "-")}` : join(folder, "s");
  const limits = new Map<string, RateLimit>();
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // whoever asked has ended
    socket.on("error", () => socket.destroy());
    createInterface({ input: socket }).on("line", (line) => {
      const asked = question.safeParse(parsed(line)).data;
      if (asked === undefined) socket.destroy();
      else if ("add" in asked) limits.get(asked.of)?.add(asked.add);
      else void grant(asked, socket);
    });
  });
  const grant = async (
    { take, of, rate }: Extract<Question, { take: number }>,
    socket: Socket,
  ): Promise<void> => {
    const limit = limits.get(of) ?? new RateLimit(rate, clock);
    limits.set(of, limit);
    await limit.take();
    if (!socket.destroyed) socket.write(`${JSON.stringify({ taken: take })}\n`);
  };
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(path, resolve));
  return {
    env: { [VARIABLE]: path },
    end: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** How the limit of an account is kept: `key` names the account. */
export type RateKeeper = (key: string, rate: Rate, clock: Clock) => Turns;

/** By this process alone, unless the one that started it keeps the rates. */
export function rateKeeper(env: NodeJS.ProcessEnv): RateKeeper {
  const path = env[VARIABLE];
  if (path === undefined) return (_, rate, clock) => new RateLimit(rate, clock);
  const shared = new Connection(path);
  return (key, rate, clock) => {
    const own = new RateLimit(rate, clock);
    return {
      // if nobody answers any more, the limit is this process's again
      take: async () => {
        if (!(await shared.take(key, rate))) await own.take();
      },
      add: (calls) => {
        shared.add(key, calls);
        own.add(calls);
      },
    };
  };
}

class Connection {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, (isTaken: boolean) => void>();
  #asked = 0;
  #isEnded = false;

  constructor(path: string) {
    this.#socket = createConnection(path);
    // a program that waits for nothing else may end
    this.#socket.unref();
    this.#socket.on("error", () => this.#end()).on("close", () => this.#end());
    createInterface({ input: this.#socket }).on("line", (line) => {
      const { taken } = answer.parse(JSON.parse(line));
      this.#waiting.get(taken)?.(true);
      this.#waiting.delete(taken);
      if (this.#waiting.size === 0) this.#socket.unref();
    });
  }

  /** Whether the call may be made; false if nobody can say so. */
  take(of: string, rate: Rate): Promise<boolean> {
    if (this.#isEnded) return Promise.resolve(false);
    const take = ++this.#asked;
    return new Promise((resolve) => {
      this.#waiting.set(take, resolve);
      this.#socket.ref();
      this.#ask({ take, of, rate });
    });
  }

  add(of: string, add: number): void {
    if (!this.#isEnded && add > 0) this.#ask({ add, of });
  }

  #ask(asked: Question): void {
    this.#socket.write(`${JSON.stringify(asked)}\n`);
  }

  #end(): void {
    this.#isEnded = true;
    for (const resolve of this.#waiting.values()) resolve(false);
    this.#waiting.clear();
  }
}
