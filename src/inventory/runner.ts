/**
 * The process that runs many shards of a fleet at once, and what their programs ask it: when they may call an account, so that all keep
 * its rate together, and which files have their specs, so that not each of hundreds of programs reads them all. It answers on a socket that only its user can reach,
 * a line of JSON for each question.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { z } from "zod";
import { type Clock, type Rate, type RateKeeper, RateLimit } from "./rate-limit.ts";

const VARIABLE = "MAILZONE_RUNNER";

/** `id` is the asking program's own number for what it asks. */
const question = z.union([
  z.object({ take: z.string(), id: z.int(), rate: z.object({ calls: z.number(), seconds: z.number() }) }),
  z.object({ made: z.int(), of: z.string() }),
  z.object({ files: z.string(), id: z.int() }),
]);
type Question = z.infer<typeof question>;
const answer = z.object({ id: z.int(), files: z.array(z.string()).optional() });
type Answer = z.infer<typeof answer>;

export interface ServedRunner {
  /** What the environment of the programs needs. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * `files` have the specs of the stack, as paths from the project's root, each as often as one likes. Its program waits until they are told; told again, they are those of
   * its later programs.
   */
  readonly tellFiles: (stack: string, files: readonly string[]) => void;
  /** A program that still waits for its files then ends. */
  readonly end: () => void;
}

/** Rejects where there can be no such socket. */
export async function serveRunner(clock?: Clock): Promise<ServedRunner> {
  // its permissions are the user's alone
  const folder = mkdtempSync(join(tmpdir(), "mailzone-runner-"));
  const path =
    process.platform === "win32" ? `\\\\.\\pipe\\${folder.replaceAll(/\W/g, "-")}` : join(folder, "s");
  const limits = new Map<string, RateLimit>();
  const files = new Map<string, PromiseWithResolvers<readonly string[]>>();
  const filesOf = (stack: string): PromiseWithResolvers<readonly string[]> => {
    const known = files.get(stack) ?? Promise.withResolvers<readonly string[]>();
    files.set(stack, known);
    return known;
  };
  const answered = async (asked: Question): Promise<Answer | undefined> => {
    if ("made" in asked) {
      limits.get(asked.of)?.add(asked.made);
      return undefined;
    }
    if ("files" in asked) return { id: asked.id, files: [...(await filesOf(asked.files).promise)] };
    const limit = limits.get(asked.take) ?? new RateLimit(asked.rate, clock);
    limits.set(asked.take, limit);
    await limit.take();
    return { id: asked.id };
  };
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // whoever asked has ended
    socket.on("error", () => socket.destroy());
    createInterface({ input: socket }).on("line", async (line) => {
      const asked = question.safeParse(parsed(line)).data;
      if (asked === undefined) socket.destroy();
      const said = asked && (await answered(asked));
      if (said !== undefined && !socket.destroyed) socket.write(`${JSON.stringify(said)}\n`);
    });
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(path, resolve));
  return {
    env: { [VARIABLE]: path },
    tellFiles: (stack, all) => {
      const own = [...new Set(all)];
      filesOf(stack).resolve(own);
      const told = Promise.withResolvers<readonly string[]>();
      told.resolve(own);
      files.set(stack, told);
    },
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

/** The runner as a shard's program sees it. */
export interface Runner {
  readonly keepRate: RateKeeper;
  /** The files that have the specs of the stack, from the project's root; undefined once the runner has gone. */
  readonly filesOf: (stack: string) => Promise<readonly string[] | undefined>;
}

/** Undefined for a program that somebody runs by itself. */
export function findRunner(env: NodeJS.ProcessEnv): Runner | undefined {
  const path = env[VARIABLE];
  if (path === undefined) return undefined;
  const runner = new Connection(path);
  return {
    keepRate: (key, rate, clock) => {
      const own = new RateLimit(rate, clock);
      return {
        // if nobody answers any more, the limit is this process's again
        take: async () => {
          if ((await runner.ask({ take: key, rate })) === undefined) await own.take();
        },
        add: (calls) => {
          if (calls > 0) runner.say({ made: calls, of: key });
          own.add(calls);
        },
      };
    },
    filesOf: async (stack) => (await runner.ask({ files: stack }))?.files,
  };
}

class Connection {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, (answer: Answer | undefined) => void>();
  #asked = 0;
  #isEnded = false;

  constructor(path: string) {
    this.#socket = createConnection(path);
    // a program that waits for nothing else may end
    this.#socket.unref();
    this.#socket.on("error", () => this.#end()).on("close", () => this.#end());
    createInterface({ input: this.#socket }).on("line", (line) => {
      const said = answer.parse(JSON.parse(line));
      this.#waiting.get(said.id)?.(said);
      this.#waiting.delete(said.id);
      if (this.#waiting.size === 0) this.#socket.unref();
    });
  }

  /** Undefined if nobody answers. */
  ask(asked: { take: string; rate: Rate } | { files: string }): Promise<Answer | undefined> {
    if (this.#isEnded) return Promise.resolve(undefined);
    const id = ++this.#asked;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#socket.ref();
      this.say({ ...asked, id });
    });
  }

  say(said: Question): void {
    if (!this.#isEnded) this.#socket.write(`${JSON.stringify(said)}\n`);
  }

  #end(): void {
    this.#isEnded = true;
    for (const resolve of this.#waiting.values()) resolve(undefined);
    this.#waiting.clear();
  }
}
