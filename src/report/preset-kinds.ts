/** The kinds of presets in the order in which they are shown, each with the key of a spec under which it is named. */
import type { Preset } from "../preset/preset.ts";

interface Kind {
  readonly title: string;
  readonly key: string;
}

export const KINDS: Readonly<Record<Preset["kind"], Kind>> = {
  mailbox: { title: "Mailboxes", key: "mailbox:" },
  forwarder: { title: "Forwarders, which pass mail on to an address elsewhere", key: "mailbox:" },
  receiver: { title: "Receivers, which hand mail to programs", key: "mailbox:" },
  selfhosted: { title: "Servers of your own", key: "mailbox:" },
  gateway: { title: "Gateways before a mailbox", key: "gateway:" },
  sender: { title: "Senders", key: "senders:" },
  policy: { title: "No mail", key: "mode: parked" },
};

export const kinds = Object.keys(KINDS) as readonly Preset["kind"][];
