/** What `dkim rotate` did, as text and as JSON; the zod schema is the contract, and `schema/` is generated from it. */
import { z } from "zod";
import { ownCommand } from "../words/own-command.ts";
import { shownName } from "../words/record.ts";
import { counted, visible } from "../words/text.ts";
import { type Name, withoutDot } from "../zone/name.ts";

const DONE = ["began", "activated", "retired", "revoked", "waits", "refused"] as const;

/** A step that was made, or what one waits for. */
export interface KeyChange {
  readonly domain: Name;
  /** Absent for what waits. */
  readonly selector?: string;
  readonly did: (typeof DONE)[number];
  /** Since when the key is in its state. */
  readonly since?: string;
  /** What is to be done or waited for. */
  readonly why?: string;
  /** Of a new key: where its private half is, such as `in FILE`, and what to do with that. */
  readonly kept?: { readonly where: string; readonly advice: string };
}

export const rotationDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  changes: z
    .array(
      z.strictObject({
        domain: z.string().describe("The mail domain, in A-labels, without final dot"),
        selector: z.string().nullable().describe("The key's selector; null for what waits or is refused"),
        did: z
          .enum(DONE)
          .describe(
            "began: a new key is to be published; activated: servers are to sign with it; retired: no longer; revoked; waits: nothing may be done yet; refused: the spec cannot be edited",
          ),
        since: z.string().nullable().describe("What the spec says now under since"),
        next: z.string().nullable().describe("What to wait for or to do"),
      }),
    )
    .describe("By domain, in the order of the specs; new keys last"),
  ready: z.int().describe("Rotations that could begin if it were said where private keys go"),
});

export const rotationJson = (
  changes: readonly KeyChange[],
  ready: number,
): z.infer<typeof rotationDocument> => ({
  version: 1,
  changes: changes.map(({ domain, selector, did, since, why, kept }) => ({
    domain: withoutDot(domain),
    selector: selector ?? null,
    did,
    since: since ?? null,
    next: why ?? kept?.advice ?? null,
  })),
  ready,
});

/** `left`: how many rotations could begin if it were said where keys go. */
export function printRotation(changes: readonly KeyChange[], left: number): string {
  const lines = changes.map(
    (change) => `${visible(shownName(change.domain))}: ${visible(wordsOf(change))}\n`,
  );
  if (changes.length === 0 && left === 0)
    lines.push(
      "Nothing to do: no rotation is under way, and no key is older than its domain's profile allows.\n",
    );
  if (changes.some(({ did }) => did === "began"))
    lines.push(
      `Apply the specs, and run ${ownCommand("dkim rotate")} again when every name server answers the new keys.\n`,
    );
  if (left > 0)
    lines.push(
      `${counted(left, "rotation")} can begin: say where private keys go with --key-folder or --secret.\n`,
    );
  return lines.join("");
}

function wordsOf({ selector, did, why, kept }: KeyChange): string {
  switch (did) {
    case "began":
      return `${selector} is the next key, and its private half is ${kept?.where}: ${kept?.advice}.`;
    case "activated":
      return `${selector} is the active key: have the mail servers sign with it now.`;
    case "retired":
      return `${selector} is retiring: nothing may sign with it any more. It stays published for mail in transit.`;
    case "revoked":
      return `${selector} is revoked: apply the spec, and delete its private key.`;
    case "waits":
    case "refused":
      return `${why}.`;
  }
}
