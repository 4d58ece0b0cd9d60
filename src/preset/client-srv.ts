/** SRV records by which mail programs find the servers of a preset's `clients` (RFC 6186 §3, RFC 8314 §5.1). */
import type { ClientsInput, PresetInput, PresetRecordInput } from "./schema.ts";

type Server = ClientsInput["servers"][number];

const SERVICES: Readonly<Record<Server["service"], Readonly<Record<Server["security"], string>>>> = {
  imap: { tls: "_imaps", starttls: "_imap" },
  pop3: { tls: "_pop3s", starttls: "_pop3" },
  submission: { tls: "_submissions", starttls: "_submission" },
};

/** IMAP before POP: programs compare these across services, too (RFC 6186 §3.3). */
const PRIORITIES: Readonly<Record<Server["service"], number>> = { imap: 0, submission: 0, pop3: 10 };

/** Optional ones, in the group `autoconfig`, for services for which the file has no SRV itself; with the index of the server. */
export function clientSrv({ clients, records }: Pick<PresetInput, "clients" | "records">): readonly {
  readonly record: PresetRecordInput;
  readonly index: number;
}[] {
  const written = new Set(records.flatMap(({ type, name }) => (type === "SRV" ? [name] : [])));
  return (clients?.servers ?? []).flatMap(({ service, security, host, port, when }, index) => {
    const name = `${SERVICES[service][security]}._tcp`;
    if (written.has(name)) return [];
    const head = {
      group: "autoconfig",
      need: "optional",
      name,
      ...(when !== undefined && { when }),
    } as const;
    const priority = PRIORITIES[service];
    return [{ record: { ...head, type: "SRV", priority, weight: 1, port, target: host }, index }];
  });
}
