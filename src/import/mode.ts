/** What mail a drafted spec is for. */
import type { RecordDraft, SpecDraft } from "../spec/print.ts";
import { usesOf } from "./published.ts";

/** A spec needs a mode if nothing else in it says what mail the domain has. */
export function withMode(draft: SpecDraft, records: readonly RecordDraft[] = []): SpecDraft {
  const { mode, mailbox, gateway, senders = [], ...rest } = draft;
  const parts = {
    ...(mailbox === undefined ? {} : { mailbox }),
    ...(gateway === undefined ? {} : { gateway }),
    ...(senders.length === 0 ? {} : { senders }),
  };
  const isTold = usesOf({ ...parts, domain: "" }).length > 0 || records.some(({ type }) => type === "MX");
  const { domain, ...others } = rest;
  return {
    domain,
    ...others,
    ...(mode === "parked" ? { mode } : isTold ? {} : { mode: "send-only" }),
    ...parts,
  };
}
