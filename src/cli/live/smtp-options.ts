/** The options of commands that connect to mail servers: `--smtp` and `--smtp-port`. */
import type { Finding } from "../../finding.ts";
import type { Resolver } from "../../live/dns/resolver.ts";
import { judgeMailServers } from "../../live/smtp/judge.ts";
import { type MailServers, probeMailServers, SMTP_PORT } from "../../live/smtp/mail-servers.ts";
import type { Zone } from "../../plan/zone.ts";
import { CannotRun } from "../print.ts";
import { progress } from "../progress.ts";
import type { DnsOptions } from "./dns-options.ts";

export interface SmtpOptions {
  readonly smtp?: true;
  readonly smtpPort?: string;
}

export interface Smtp {
  readonly port: number;
  /** With --root, whose network has addresses of its own. */
  readonly isClosed: boolean;
}

/** Undefined without --smtp. @throws CannotRun for what is no port, and for a port without --smtp */
export function readSmtp({ smtp, smtpPort, root }: SmtpOptions & DnsOptions): Smtp | undefined {
  if (smtp === undefined) {
    if (smtpPort === undefined) return undefined;
    throw new CannotRun("--smtp-port needs --smtp: without it, no mail server is connected to");
  }
  const port = smtpPort === undefined ? SMTP_PORT : Number(smtpPort);
  if (!/^\d{1,5}$/.test(smtpPort ?? "25") || port < 1 || port > 65_535)
    throw new CannotRun(`${JSON.stringify(smtpPort)} is not a port for --smtp-port: write 25, or 1 to 65535`);
  return { port, isClosed: root.length > 0 };
}

export interface Judged {
  readonly servers: MailServers;
  readonly findings: readonly Finding[];
}

/** Connects to the mail servers of the zones. */
export async function judgeSmtp(
  zones: readonly Zone[],
  smtp: Smtp,
  resolver: Resolver,
  signal?: AbortSignal,
): Promise<Judged> {
  const { tell, end } = progress("connecting to mail servers");
  const told = (done: number, all: number): void =>
    tell(`${done} of ${all === 1 ? "1 address" : `${all} addresses`} of mail servers tried`);
  const servers = await probeMailServers(zones, {
    ...{ ...smtp, resolver, told },
    ...(signal !== undefined && { signal }),
  }).finally(end);
  return { servers, findings: await judgeMailServers(zones, { servers, resolver }) };
}
