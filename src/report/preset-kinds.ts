/** The kinds of presets in the order in which they are shown, each with its key in a spec. */
import type { Preset } from "../preset/preset.ts";

interface Kind {
  readonly title: string;
  readonly key: string;
}

export const KINDS: Readonly<Record<Preset["kind"], Kind>> = {
  mailbox: { title: "Mailboxes", key: "mailbox:" },
  forwarder: { title: "Forwarders, which pass mail on to addresses elsewhere", key: "mailbox:" },
  receiver: { title: "Receivers, which pass mail to programs", key: "mailbox:" },
  selfhosted: { title: "Your own servers", key: "mailbox:" },
  gateway: { title: "Gateways in front of a mailbox", key: "gateway:" },
  sender: { title: "Senders", key: "senders:" },
  policy: { title: "No mail", key: "mode: parked" },
};

export const kinds = Object.keys(KINDS) as readonly Preset["kind"][];
