/** Follows CNAME records through one answer. */
import type { Name } from "../../zone/name.ts";
import type { QuestionType, ReplyRecord } from "./reply.ts";
import type { Failure } from "./resolver.ts";
import { MOST_ALIASES } from "./resolver.ts";

/** The names passed so far. */
export interface Trail {
  readonly aliases: readonly ReplyRecord[];
  /** Where the last of them leads. */
  readonly name: Name;
}

/** As far as these records lead from the name; a failure if that has no end. */
export function follow(
  trail: Trail,
  type: QuestionType,
  records: readonly ReplyRecord[],
): Trail | Extract<Failure, "alias-loop" | "alias-chain"> {
  if (type === "CNAME") return trail;
  let { aliases, name } = trail;
  for (;;) {
    const alias = records.find((record) => record.name === name && record.data.type === "CNAME");
    if (alias?.data.type !== "CNAME") return { aliases, name };
    const { target } = alias.data;
    aliases = [...aliases, alias];
    if (aliases.some((passed) => passed.name === target)) return "alias-loop";
    if (aliases.length > MOST_ALIASES) return "alias-chain";
    name = target;
  }
}

export const ofType = (
  records: readonly ReplyRecord[],
  name: Name,
  type: QuestionType,
): readonly ReplyRecord[] => records.filter((record) => record.name === name && record.data.type === type);
