/** Which certificates the mail hosts of a spec present now, at each of their addresses. */
import { quote } from "../../finding.ts";
import type { ChainLink } from "../../mail/tlsa-match.ts";
import type { Name } from "../../zone/name.ts";
import { isNetworks, probeHosts, type SmtpWorld } from "../smtp/mail-servers.ts";
import type { Probe } from "../smtp/probe.ts";

/** At one address: a chain that begins with the server's own certificate, or why there is none. */
export type Presented = { readonly address: string } & (
  | { readonly chain: readonly ChainLink[] }
  | { readonly why: string }
);

/** By host; without addresses, nothing. */
export async function askPresented(
  hosts: readonly Name[],
  world: SmtpWorld,
): Promise<ReadonlyMap<Name, readonly Presented[]>> {
  const { probes, special, blocked } = await probeHosts(hosts, world);
  return new Map(
    hosts.map((host): [Name, Presented[]] => [
      host,
      [
        ...probes
          .filter((probe) => probe.host === host)
          .map((probe) =>
            isNetworks(probe, { blocked })
              ? { address: probe.address, why: "cannot be reached from this network" }
              : presentedIn(probe),
          ),
        ...special
          .filter((target) => target.host === host)
          .map(({ address }) => ({ address, why: "is no address on the internet" })),
      ],
    ]),
  );
}

function presentedIn({ address, certificate, failure, starttls }: Probe): Presented {
  if (certificate !== undefined) return { address, chain: certificate.chain };
  if (starttls === false) return { address, why: "does not offer STARTTLS" };
  return {
    address,
    why: failure === undefined ? "shows no certificate" : (WORDS[failure.why] ?? said(failure)),
  };
}

const WORDS: Readonly<Record<string, string>> = {
  "no-route": "cannot be reached from this network",
  timeout: "does not answer",
  closed: "closes the connection",
  garbled: "answers with what is no SMTP reply",
  cancelled: "was not waited for",
};

const said = ({ step, said }: NonNullable<Probe["failure"]>): string =>
  said === undefined
    ? "takes no connection"
    : `answers ${quote(said)} ${step === "tls" ? "in the handshake of TLS" : ""}`.trim();
