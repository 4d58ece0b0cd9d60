/** Reads the addresses of DNS servers on the command line. */
import { isIP } from "node:net";
import type { Server } from "../../live/dns/reply.ts";
import { CannotRun } from "../print.ts";

const DNS_PORT = 53;

/** `192.0.2.53`, `127.0.0.1:5353`, `2001:db8::53`, `[::1]:5353`. @throws CannotRun for anything else */
export function readServer(text: string, option: string): Server {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([^[\]:]+))(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const address = isIP(text) === 6 ? text : (bracketed ?? plain ?? "");
  const at = port === undefined ? DNS_PORT : Number(port);
  if (isIP(address) === 0 || at < 1 || at > 65_535) {
    throw new CannotRun(
      `${JSON.stringify(text)} is not the address of a DNS server for ${option}: write 192.0.2.53, 127.0.0.1:5353 or [::1]:5353`,
    );
  }
  return { address, port: at };
}
