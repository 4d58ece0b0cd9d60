/** Whether questions get out of this network at all: known in seconds, before many of them wait for their deadlines. */
import { openAsker } from "./asker.ts";
import type { Manner } from "./message.ts";
import type { Reply, Server } from "./reply.ts";

/**
 * `intercepted`: something else answers in the servers' place, as some providers and company networks do: it resolves names,
 * but tells nothing of who has them.
 */
export type Reach = "reached" | "intercepted" | "silent";

/** Servers that are asked; one that is itself is enough. */
const MOST = 6;
const PATIENCE = { timeout: 2_000, tries: 2 };

export async function reach(servers: readonly Server[], of: Manner["of"]): Promise<Reach> {
  const stop = new AbortController();
  const { ask } = openAsker({ ...PATIENCE, signal: stop.signal });
  let isAnswered = false;
  const answers = servers.slice(0, MOST).map(async (server) => {
    const reply = await ask(server, { name: ".", type: "NS" }, of);
    isAnswered ||= reply.kind === "answer";
    if (!isItself(reply, of)) throw new Error("somebody else, or nobody");
  });
  try {
    await Promise.any(answers);
    return "reached";
  } catch {
    return isAnswered ? "intercepted" : "silent";
  } finally {
    stop.abort();
  }
}

/** A root server has the root; a server that has only some zones refuses the question, and does not resolve. */
function isItself(reply: Reply, of: Manner["of"]): boolean {
  if (reply.kind === "silence") return false;
  return of === "recursive" || reply.isAuthoritative || (reply.rcode === "REFUSED" && !reply.isRecursive);
}
