/** What `--smtp` learned of mail servers, as text for people and as JSON. */
import { z } from "zod";
import type { Certificate } from "../live/smtp/certificate.ts";
import { isCutOff, isNetworks, type MailServers } from "../live/smtp/mail-servers.ts";
import type { Failure, Probe } from "../live/smtp/probe.ts";
import { shownName } from "../words/record.ts";
import { visible } from "../words/text.ts";
import { withoutDot } from "../zone/name.ts";

const certificateDocument = z.strictObject({
  names: z.array(z.string()).describe("DNS names of the subject alternative name"),
  issuer: z.string().describe("Distinguished name"),
  notBefore: z.string().describe("Time in ISO 8601, UTC"),
  notAfter: z.string().describe("Time in ISO 8601, UTC"),
  coversHost: z.boolean().describe("Whether one of the names is the host's"),
  trusted: z
    .boolean()
    .describe("Whether it leads to a root that this machine trusts, whatever its dates and names"),
});

const serverDocument = z.strictObject({
  host: z.string().describe("The MX host, in A-labels, without final dot"),
  address: z.string().describe("IPv4 or IPv6"),
  port: z.int().describe("TCP port"),
  banner: z.string().nullable().describe("The text of the greeting; null if there was none"),
  ehlo: z.string().nullable().describe("The name in the reply to EHLO; null if there was none"),
  extensions: z.array(z.string()).nullable().describe("The lines of the reply to EHLO after the first"),
  starttls: z.boolean().nullable().describe("Whether STARTTLS is offered; null if that is not known"),
  protocol: z.string().nullable().describe("Such as TLSv1.3; null without TLS"),
  certificate: certificateDocument.nullable().describe("The server's own; null without TLS"),
  failure: z
    .strictObject({
      step: z.enum(["connect", "greeting", "ehlo", "starttls", "tls"]),
      why: z.enum(["refused", "timeout", "closed", "garbled", "handshake", "no-route", "special"]),
      said: z.string().nullable().describe("The server's reply, or the error of TLS"),
    })
    .nullable()
    .describe("Where the session ended too early; null if it did not. special: the address was not tried"),
});

export const mailServersDocument = z
  .array(serverDocument)
  .describe("With --smtp: each address of each MX host, by host and address");

type ServerJson = z.infer<typeof serverDocument>;

export function mailServersJson({ probes, special }: MailServers): ServerJson[] {
  return [
    ...probes.map(probeJson),
    ...special.map((one) => ({
      ...probeJson(one),
      failure: { step: "connect", why: "special", said: null } as const,
    })),
  ];
}

function probeJson({ host, address, port, certificate, failure, ...facts }: Probe): ServerJson {
  return {
    host: withoutDot(host),
    address,
    port,
    banner: facts.banner ?? null,
    ehlo: facts.ehlo ?? null,
    extensions: facts.extensions === undefined ? null : [...facts.extensions],
    starttls: facts.starttls ?? null,
    protocol: facts.protocol ?? null,
    certificate: certificate === undefined ? null : certificateJson(certificate),
    failure: failure === undefined ? null : failureJson(failure),
  };
}

const certificateJson = (one: Certificate): z.infer<typeof certificateDocument> => ({
  names: [...one.names],
  issuer: one.issuer,
  notBefore: one.notBefore.toISOString(),
  notAfter: one.notAfter.toISOString(),
  coversHost: one.coversHost,
  trusted: one.distrust === undefined,
});

/** What was cancelled is no result, so it is not among the probes. */
const failureJson = ({ step, why, said }: Failure): NonNullable<ServerJson["failure"]> => ({
  step,
  why: why as Exclude<Failure["why"], "cancelled">,
  said: said ?? null,
});

/** Mark, host and address, and what was found: rows for columns. */
export function mailServerRows(servers: MailServers): readonly (readonly string[])[] {
  const rows = servers.probes.map((one) => {
    const isUnknown = isNetworks(one, servers);
    const isGood = one.failure === undefined && one.starttls === true;
    const result = isUnknown ? "not reached from this network" : resultOf(one);
    return [isUnknown ? "--" : isGood ? "ok" : "!!", shownAt(one), visible(result)];
  });
  return [...rows, ...servers.special.map((one) => ["--", shownAt(one), "not tried"])];
}

const shownAt = ({ host, address }: Pick<Probe, "host" | "address">): string =>
  `${shownName(host)} (${address})`;

const STEPS: Readonly<Record<Failure["step"], string>> = {
  connect: "no connection",
  greeting: "no greeting",
  ehlo: "no answer to EHLO",
  starttls: "STARTTLS fails",
  tls: "STARTTLS fails",
};

const WHYS: Readonly<Partial<Record<Failure["why"], string>>> = {
  "no-route": "no route",
  timeout: "no answer in time",
  closed: "connection closed",
  garbled: "no SMTP reply",
};

function resultOf({ failure, protocol, certificate }: Probe): string {
  if (failure !== undefined)
    return `${STEPS[failure.step]} (${failure.said ?? WHYS[failure.why] ?? failure.why})`.slice(0, 120);
  if (protocol === undefined) return "no STARTTLS";
  if (certificate === undefined) return protocol;
  return `${protocol}, certificate until ${certificate.notAfter.toISOString().slice(0, 10)}`;
}

/** `2 of 3 addresses of mail servers offer TLS`. */
export function mailServersLine(servers: MailServers): string {
  const { probes, port } = servers;
  if (isCutOff(servers))
    return `no mail server was reached: this network lets no connection to port ${port} out`;
  const secured = probes.filter(({ protocol }) => protocol !== undefined).length;
  return `mail servers: ${secured} of ${probes.length === 1 ? "1 address" : `${probes.length} addresses`} with TLS`;
}
