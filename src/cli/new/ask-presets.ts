/** Asks for the services of a domain: its mailboxes, a gateway, and what else sends mail for it. */
import type { CatalogueEntry } from "../../preset/catalogue.ts";
import type { Library } from "../../preset/library.ts";
import { roleFault } from "../../preset/role.ts";
import { presetsCalled, searchPresets } from "../../preset/search.ts";
import { unwrittenUse } from "../../preset/unwritten-use.ts";
import type { Above } from "../../spec/above.ts";
import type { PresetRole } from "../../spec/spec.ts";
import { useOf } from "../../spec/without-above.ts";
import { type Interview, NONE, type Read } from "../asking/interview.ts";
import type { Choice, Choosing } from "../asking/terminal.ts";
import { ambiguousProvider, unknownProvider } from "../unknown-provider.ts";

export interface GivenPresets {
  readonly mailbox?: string;
  readonly gateway?: string;
  readonly sender: readonly string[];
}

export interface NamedPreset {
  readonly role: PresetRole;
  readonly id: string;
}

const QUESTIONS: Readonly<Record<PresetRole, string>> = {
  mailbox: "Who has its mailboxes?",
  gateway: "Which gateway receives mail in front of the mailboxes?",
  sender: "Which other service sends mail for it?",
};

/** The presets that were named, in the order of a spec; each may be called as people call it: `gmail`, `腾讯`. */
export async function askPresets(
  given: GivenPresets,
  library: Library,
  above: Above,
  interview: Interview,
): Promise<readonly NamedPreset[]> {
  const named: NamedPreset[] = [];
  /** Whether the domain's mail is told without a preset of the spec's own. */
  const isSettled = ["mailbox", "gateway", "senders", "mode", "records"].some((key) => key in above);
  const ask = async (role: PresetRole, text: string | undefined, noneIs?: string): Promise<boolean> => {
    const answer = await interview.choose(
      {
        option: `--${role}`,
        given: text,
        read: (one) =>
          one === NONE && noneIs !== undefined ? { value: NONE } : readPreset(one, role, library),
      },
      choosing(role, library, noneIs, named),
    );
    if (answer === undefined || answer === NONE) return false;
    named.push({ role, id: answer });
    return true;
  };
  const { sender } = given;
  const mailbox = given.mailbox ?? idAbove("mailbox", above, library);
  const gateway = given.gateway ?? idAbove("gateway", above, library);
  if (mailbox !== undefined || (interview.isAsking && above.mailbox === undefined && above.mode !== "parked"))
    await ask("mailbox", mailbox, above.mailbox === undefined ? "the domain only sends mail" : undefined);
  if (gateway !== undefined) await ask("gateway", gateway);
  for (const one of sender) await ask("sender", one, "no service");
  if (interview.isAsking && sender.length === 0 && above.mode !== "parked") {
    // a domain without mailboxes needs a service that sends
    while (await ask("sender", undefined, named.length > 0 || isSettled ? "no other service" : undefined));
  }
  if (isSettled) return named;
  if ([mailbox, gateway, ...sender].every((one) => one === undefined || one === NONE) && named.length === 0) {
    interview.missing("--mailbox ID (or --sender ID for a domain that only sends)");
  }
  return named;
}

/** Of the preset that the defaults name in that role, if it can be used. */
function idAbove(role: "mailbox" | "gateway", above: Above, library: Library): string | undefined {
  const id = useOf(above[role])?.provider;
  return id !== undefined && "value" in readPreset(id, role, library) ? id : undefined;
}

/** The id that a text stands for. */
export function readPreset(text: string, role: PresetRole, library: Library): Read {
  const preset = library.find(text);
  if (preset !== undefined) {
    const fault = roleFault(preset, unwrittenUse(text, role));
    return fault === undefined ? { value: text } : { problem: fault.message };
  }
  const called = presetsCalled(entriesFor(role, library), text);
  const [only] = called;
  if (only === undefined) return { problem: unknownProvider(text, library) };
  return called.length === 1 ? { value: only.id } : { problem: ambiguousProvider(text, called) };
}

const entriesFor = (role: PresetRole, library: Library): readonly CatalogueEntry[] =>
  library.catalogue().filter((entry) => roleFault(entry, { id: entry.id, role }) === undefined);

/** A list of the presets for a role, those that are for nothing else first. `noneIs` is what choosing none of them means. */
function choosing(
  role: PresetRole,
  library: Library,
  noneIs: string | undefined,
  named: readonly NamedPreset[],
): Choosing {
  const entries = entriesFor(role, library)
    .filter(({ id }) => !named.some((one) => one.id === id))
    .toSorted((a, b) => Number(b.kind === role) - Number(a.kind === role));
  const none: Choice[] = noneIs === undefined ? [] : [{ value: NONE, title: `none: ${noneIs}` }];
  return {
    what: QUESTIONS[role],
    about:
      role === "sender" && noneIs === undefined
        ? ["A domain without mailboxes needs a service that sends its mail."]
        : [],
    first: role === "sender" && noneIs !== undefined ? "taken" : "not taken",
    search(typed) {
      if (typed === "") return [...none, ...entries.map(choiceOf)];
      const isNone = typed === NONE || "none".startsWith(typed.toLowerCase());
      const found = searchPresets(entries, typed).flatMap((entry) => choicesOf(entry, typed.toLowerCase()));
      return isNone ? [...none, ...found] : [...found];
    },
    none: (typed) => unknownProvider(typed, library),
  };
}

const choiceOf = ({ id, title, status }: CatalogueEntry): Choice => ({
  value: id,
  title: `${id}: ${title}${status === "current" ? "" : ` (${status})`}`,
});

/** The preset, and those of its variants that were typed rather than the preset. */
function choicesOf(entry: CatalogueEntry, typed: string): Choice[] {
  const variants = Object.keys(entry.variants)
    .filter((id) => id.includes(typed))
    .map((id) => ({ value: id, title: `${id}: ${entry.title}` }));
  return entry.id.includes(typed) ? [choiceOf(entry), ...variants] : [...variants, choiceOf(entry)];
}
