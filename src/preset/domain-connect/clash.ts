/** Records of a template that cannot be at one name together: alternatives that its groups choose between. */
import type { CompiledRecord } from "./compile.ts";

export interface Clash {
  /** The CNAME or the delegation. */
  readonly taker: CompiledRecord;
  readonly other: CompiledRecord;
  /** The name that both want, as in the preset. */
  readonly name: string;
}

/** The first clash of each name: a CNAME beside anything (RFC 1034 §3.6.2), a delegation beside or above anything. */
export function clashes(records: readonly CompiledRecord[]): Clash[] {
  const takers = new Map<string, CompiledRecord>();
  for (const one of records) {
    const name = fullName(one);
    if ((one.record.type === "CNAME" || one.record.type === "NS") && !takers.has(name)) takers.set(name, one);
  }
  const found = new Map<string, Clash>();
  for (const other of takers.size === 0 ? [] : records) {
    const own = fullName(other);
    for (const name of nameAndAbove(own)) {
      const taker = takers.get(name);
      if (taker === undefined || taker === other || found.has(name)) continue;
      const { type } = taker.record;
      const isHidden = type === "NS" ? other.record.type !== "NS" : name === own;
      if (isHidden) found.set(name, { taker, other, name });
    }
  }
  return [...found.values()];
}

/** A name, those above it, and the mail domain. */
function nameAndAbove(name: string): string[] {
  if (name === "@") return [name];
  const labels = name.split(".");
  return [...labels.map((_, i) => labels.slice(i).join(".")), "@"];
}

function fullName({ record }: CompiledRecord): string {
  const name = record.name.toLowerCase();
  if (record.type !== "DMARC") return name;
  return name === "@" ? "_dmarc" : `_dmarc.${name}`;
}
