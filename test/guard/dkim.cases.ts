/** The steps of a DKIM rotation: which of them pass without a question. The run is at 2026-12-01T12:00:00Z. */
import { type Case, mail, mx } from "./case.ts";

const KEYS = { s1: "A".repeat(40), s2: "B".repeat(40), s3: "C".repeat(40) };

/** The domain with keys as `selector state since`. */
const keyed = (...keys: string[]): string =>
  mail(
    mx("mx.example.net"),
    "dkim:",
    ...keys.map((text) => {
      const [selector, state, since] = text.split(" ") as ["s1" | "s2" | "s3", string?, string?];
      const life = `${state ? `, state: ${state}` : ""}${since ? `, since: "${since}"` : ""}`;
      return `  - {selector: ${selector}, key: ${KEYS[selector]}${life}}`;
    }),
  );

const asks = (what: string, before: string, after: string, ...says: string[]): Case => ({
  ...{ what, before, after, says },
  finds: ["plan-dkim-gone example.com"],
});
const passes = (what: string, before: string, after: string): Case => ({ what, before, after, finds: [] });

const RETIRING = keyed("s1 retiring 2026-11-20", "s2 active 2026-11-20");

export const dkimCases: readonly Case[] = [
  passes("a next key is published", keyed("s1"), keyed("s1", "s2 next 2026-12-01")),
  passes(
    "it becomes the active one, and the old one retires",
    keyed("s1", "s2 next 2026-11-30"),
    keyed("s1 retiring 2026-12-01", "s2 active 2026-12-01"),
  ),
  passes(
    "the old one is revoked when the last mail has arrived",
    RETIRING,
    keyed("s1 revoked 2026-11-20", "s2 active 2026-11-20"),
  ),
  passes(
    "the old one is revoked in the run in which the one after it retires",
    keyed("s1 retiring 2026-11-20", "s2 active 2026-11-20", "s3 next 2026-11-30"),
    keyed("s1 revoked 2026-11-20", "s2 retiring 2026-12-01", "s3 active 2026-12-01"),
  ),
  asks(
    "a key that was active until now is revoked as if it had not signed since it became active",
    keyed("s1 active 2025-12-01", "s2 next 2026-11-30"),
    keyed("s1 revoked 2025-12-01", "s2 active 2026-12-01"),
  ),
  asks(
    "a key is revoked while mail may be in transit",
    RETIRING,
    keyed("s1 revoked 2026-11-26", "s2 active 2026-11-20"),
    "s1._domainkey.example.com loses its key",
  ),
  asks(
    "a key is revoked before another one has signed for a week",
    RETIRING,
    keyed("s1 revoked 2026-11-20", "s2 active 2026-11-28"),
  ),
  asks(
    "the only key is revoked, and the next one signs nothing yet",
    RETIRING,
    keyed("s1 revoked 2026-11-20", "s2 next 2026-11-20"),
  ),
  asks("a key is revoked without a day", RETIRING, keyed("s1 revoked", "s2 active 2026-11-20")),
  asks("a retiring key is deleted", RETIRING, keyed("s2 active 2026-11-20"), "loses its key"),
  passes(
    "a revoked key is deleted",
    keyed("s1 revoked 2026-11-20", "s2 active 2026-11-20"),
    keyed("s2 active 2026-11-20"),
  ),
  {
    what: "a revoked selector gets a key again",
    before: keyed("s1 revoked 2026-11-20", "s2 active 2026-11-20"),
    after: keyed("s1 next 2026-12-01", "s2 active 2026-11-20"),
    finds: ["plan-dkim-reused example.com"],
    says: ["s1._domainkey.example.com, whose key is revoked, would get a key again"],
  },
  {
    what: "a key is active as soon as it is published",
    before: keyed("s1"),
    after: keyed("s1 retiring 2026-12-01", "s2 active 2026-12-01"),
    finds: ["dkim-unpublished example.com"],
    says: ["s2._domainkey.example.com is active by its spec, but it is published only now"],
  },
  passes("a further key of another server, without a state", keyed("s1"), keyed("s1", "s2")),
];
