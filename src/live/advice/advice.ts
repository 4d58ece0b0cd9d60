/** What is said of a domain that no spec describes, beyond its faults: what it lacks of what senders and receivers can use today. */
import { compareFindings, type Finding } from "../../finding.ts";
import type { Advised, Adviser } from "./adviser.ts";
import { dmarcWatches } from "./dmarc-watches.ts";
import { ipv6Hosts } from "./ipv6-hosts.ts";
import { noMx } from "./no-mx.ts";
import { unsigned } from "./unsigned.ts";

const ADVISERS: readonly Adviser[] = [noMx, dmarcWatches, ipv6Hosts, unsigned];

export async function advise(advised: Advised): Promise<readonly Finding[]> {
  const found = await Promise.all(ADVISERS.map((adviser) => adviser(advised)));
  return found.flat().sort(compareFindings);
}
