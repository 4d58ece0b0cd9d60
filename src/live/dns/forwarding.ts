/** A resolver that has others resolve, such as 192.0.2.53: they follow delegations, keep answers and may validate. */
import { follow, ofType } from "./aliases.ts";
import type { Ask } from "./asker.ts";
import type { Answer, Question, Server } from "./reply.ts";
import type { LookUp, Resolver, Tried } from "./resolver.ts";

/** Asks the servers in their order, each only if those before gave no answer. */
export function forwarding(ask: Ask, servers: readonly Server[]): Resolver {
  return {
    async lookUp(name, type) {
      const question: Question = { name, type };
      const tried: Tried[] = [];
      for (const server of servers) {
        const reply = await ask(server, question, "recursive");
        if (reply.kind === "silence") tried.push({ server, what: reply.why });
        else if (reply.rcode === "NOERROR" || reply.rcode === "NXDOMAIN") return read(question, reply, tried);
        else tried.push({ server, what: reply.rcode });
      }
      return {
        question,
        outcome: "failed",
        records: [],
        aliases: [],
        isAuthentic: false,
        why: "no-answer",
        tried,
      };
    },
  };
}

/** The whole chain is in one answer. */
function read(question: Question, { answers, rcode, isAuthentic }: Answer, tried: readonly Tried[]): LookUp {
  const { name, type } = question;
  const trail = follow({ aliases: [], name }, type, answers);
  if (typeof trail === "string") {
    return { question, outcome: "failed", records: [], aliases: [], isAuthentic, why: trail, tried };
  }
  const records = ofType(answers, trail.name, type);
  const outcome = records.length > 0 ? "found" : rcode === "NXDOMAIN" ? "nxdomain" : "nodata";
  return { question, outcome, records, aliases: trail.aliases, isAuthentic, tried };
}
