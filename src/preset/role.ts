/** Whether a preset can be what a spec makes of it: a mailbox holds mail, a gateway passes it on, a sender sends. */
import type { PresetUse } from "../spec/spec.ts";
import type { Preset } from "./preset.ts";

interface RoleFault {
  readonly message: string;
  readonly help: string;
}

export function roleFault(preset: Preset, { id, role }: PresetUse): RoleFault | undefined {
  const name = `${preset.title} (${id})`;
  const { kind } = preset;
  if (role === "mailbox" && kind === "sender") {
    return {
      message: `${name} sends mail but holds no mailboxes, so the domain would receive nothing`,
      help: `name it under senders: [${id}]`,
    };
  }
  if (role === "mailbox" && kind === "gateway") {
    return {
      message: `${name} passes mail on and holds no mailboxes, so what is behind it would not be known`,
      help: `name it under gateway: ${id}, beside the mailbox: that it passes mail on to`,
    };
  }
  if (role === "gateway" && kind !== "gateway") {
    return {
      message: `${name} is no gateway: it passes no mail on to the mailbox of another service`,
      help: kind === "sender" ? `name it under senders: [${id}]` : `name it under mailbox: ${id}`,
    };
  }
  if (role === "sender" && kind === "receiver") {
    return {
      message: `${name} receives mail and sends none, so there is nothing to publish for it as a sender`,
      help: `name it under mailbox: ${id}; where the domain has another mailbox, in a spec of its own for the name that receives`,
    };
  }
  if (role === "sender" && kind === "policy") {
    return {
      message: `${name} says that a domain has no mail, so it sends none`,
      help: "delete it, or set mode: parked and name no mailbox and no senders",
    };
  }
  return undefined;
}
