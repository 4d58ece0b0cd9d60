/** Whether a preset can have its role in a spec: a mailbox holds mail, a gateway passes it on, a sender sends it. */
import type { PresetUse } from "../spec/spec.ts";
import type { Preset } from "./preset.ts";

interface RoleFault {
  readonly message: string;
  readonly help: string;
}

export function roleFault(
  preset: Pick<Preset, "title" | "kind">,
  { id, role }: Pick<PresetUse, "id" | "role">,
): RoleFault | undefined {
  const name = `${preset.title} (${id})`;
  const { kind } = preset;
  const holdsMail = role === "mailbox" || role === "standby";
  if (holdsMail && kind === "sender") {
    return {
      message: `${name} sends mail but has no mailboxes, so the domain would receive nothing`,
      help: `put it under senders: [${id}]`,
    };
  }
  if (holdsMail && kind === "gateway") {
    return {
      message: `${name} passes mail on but has no mailboxes, so the mailbox behind it would be unknown`,
      help: `put it under gateway: ${id}, and the service that it passes mail on to under mailbox:`,
    };
  }
  if (role === "gateway" && kind !== "gateway") {
    return {
      message: `${name} is not a gateway: it does not pass mail on to the mailboxes of another service`,
      help: kind === "sender" ? `put it under senders: [${id}]` : `put it under mailbox: ${id}`,
    };
  }
  if (role === "sender" && kind === "receiver") {
    return {
      message: `${name} only receives mail, so there is nothing to publish for it as a sender`,
      help: `put it under mailbox: ${id}; if the domain has another mailbox, do so in a separate spec for the name that receives`,
    };
  }
  if (role === "sender" && kind === "policy") {
    return {
      message: `${name} declares that a domain has no mail, so it cannot be a sender`,
      help: "delete it, or set mode: parked without a mailbox or senders",
    };
  }
  return undefined;
}
