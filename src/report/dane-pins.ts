/** What `dane pin` learned of mail hosts and wrote, as text for people. */
import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { visible } from "../words/text.ts";
import type { Name } from "../zone/name.ts";

export interface Pin {
  readonly host: Name;
  /** The spec. */
  readonly file: string;
  /** Records that the spec got, in presentation form. */
  readonly added: readonly string[];
  /** Those that it had, and that a server still matches. */
  readonly known: readonly string[];
  /** Whether the spec had other records of the host. */
  readonly isNew: boolean;
  /** Why nothing was written; absent if all went well. */
  readonly why?: string;
}

export const printPins = (pins: readonly Pin[]): string => pins.map(line).join("");

function line({ host, file, added, known, isNew, why }: Pin): string {
  const name = visible(shownName(host));
  if (why !== undefined) return `${name}: not pinned, since ${visible(why)}\n`;
  if (added.length === 0) return `${name}: nothing to do, ${visible(file)} has ${listed(known)}\n`;
  const warning = isNew
    ? `${name}: a key that was not published before is in use; senders with DANE deliver nothing to it until the record is out and the old answers are forgotten (RFC 7671 §8.1)\n`
    : "";
  return `${name}: ${visible(file)} has ${listed(added)} now\n${warning}`;
}
