/** Names of zones and records, and identifiers. */
import { createHash, randomBytes } from "node:crypto";
import { domainToASCII } from "node:url";

/** Lower case, A-labels, no final dot. */
export function canonicalName(name: string): string {
  const bare = name.replace(/\.$/, "").toLowerCase();
  // domainToASCII answers "" for what no URL may hold, such as `*` and `_` beside other marks; only U-labels need it
  return bare
    .split(".")
    .map((label) => (/^[\x20-\x7e]*$/.test(label) ? label : domainToASCII(label) || label))
    .join(".");
}

/** Whether `name` is `zone` or lies below it; both canonical. */
export function isWithin(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

/** An identifier that is the same for the same `parts`, so that a sandbox made anew has the same zone ids. */
export function stableId(alphabet: string, length: number, ...parts: readonly string[]): string {
  return spell(createHash("sha256").update(parts.join("\0")).digest(), alphabet, length);
}

/** An identifier that no other record has. */
export function freshId(alphabet: string, length: number): string {
  return spell(randomBytes(32), alphabet, length);
}

function spell(bytes: Buffer, alphabet: string, length: number): string {
  return Array.from(bytes.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join("");
}
