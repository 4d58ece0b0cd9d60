/** DKIM key records (RFC 6376 §3.6.1, RFC 8463). */
import { type DkimAlgorithm, isEd25519, unwrapEd25519 } from "./dkim-key.ts";
import type { Problem } from "./problem.ts";
import { parseTagList, type Tag, tagValue } from "./tag-list.ts";

/**
 * The key record of a public key in base64. The algorithm follows from the key, RSA if it is neither.
 * A malformed key is published as given, for a check to report.
 */
export function composeDkim(key: string): string {
  if (!isEd25519(key)) return `v=DKIM1; k=rsa; p=${key}`;
  // RFC 8463 §4: p= holds the 32 octets alone
  const bare = unwrapEd25519(Buffer.from(key, "base64"));
  return `v=DKIM1; k=ed25519; p=${bare === undefined ? key : Buffer.from(bare).toString("base64")}`;
}

/** The record of a key that is no longer valid (RFC 6376 §3.6.1). */
export const REVOKED_DKIM = "v=DKIM1; p=";

export interface DkimProblem extends Problem {
  /** What it is about: the list as a whole, the version or the key type. */
  readonly kind: "list" | "v" | "k";
}

export interface Dkim {
  readonly tags: readonly Tag[];
  readonly problems: readonly DkimProblem[];
  /** From `k=`, rsa if that is absent; undefined if it is neither. */
  readonly algorithm: DkimAlgorithm | undefined;
  /** From `p=`; empty for a revoked key, undefined if the tag is absent. */
  readonly key: string | undefined;
}

export function parseDkim(text: string): Dkim {
  const { tags, problems } = parseTagList(text, "dkim");
  const k = tagValue(tags, "k") ?? "rsa";
  const wrong: DkimProblem[] = problems.map((problem) => ({ ...problem, kind: "list" }));
  const version = tags.findIndex((tag) => tag.name === "v");
  const v = tags[version];
  // §3.6.1: v= is first if it is there
  if (v !== undefined && (version > 0 || v.value !== "DKIM1")) {
    const message =
      version > 0
        ? "v= must be the first tag"
        : v.value.startsWith("DKIM1")
          ? "a semicolon must follow the version DKIM1"
          : "the version must be DKIM1, in capitals";
    wrong.push({ offset: v.valueOffset, length: Math.max(v.value.length, 1), message, kind: "v" });
  }
  const algorithm = k === "rsa" || k === "ed25519" ? k : undefined;
  const kTag = tags.find((tag) => tag.name === "k");
  if (algorithm === undefined && kTag !== undefined) {
    const message = /^(?:rsa|ed25519)[^a-z0-9]/.test(k)
      ? `a semicolon must follow the key type ${k.startsWith("rsa") ? "rsa" : "ed25519"}`
      : `the key type must be rsa or ed25519, not ${JSON.stringify(k)}`;
    wrong.push({ offset: kTag.valueOffset, length: Math.max(k.length, 1), message, kind: "k" });
  }
  return { tags, problems: wrong, algorithm, key: tagValue(tags, "p") };
}
