/** What is wrong with a session before TLS: no connection, no greeting, no EHLO. */
import { quote } from "../../finding.ts";
import type { Demand, Fault } from "./fault.ts";
import type { Failure, Patience, Probe } from "./probe.ts";

export function sessionFaults(
  { failure, port }: Probe,
  { hasOther }: Pick<Demand, "hasOther">,
  patience: Patience,
): readonly Fault[] {
  switch (failure?.step) {
    case "connect":
      return [unconnected(failure, port, hasOther, patience)];
    case "greeting":
      return [ungreeted(failure, hasOther, patience)];
    case "ehlo":
      return [
        {
          code: "smtp-ehlo",
          severity: "warning",
          what: `${UNANSWERED[failure.why] ?? `answers EHLO with ${quote(failure.said ?? "")}`}, so senders cannot use STARTTLS or any other extension there (RFC 5321 §3.2)`,
          help: "have the server answer EHLO; a firewall that filters SMTP may be in its way",
        },
      ];
    default:
      return [];
  }
}

const UNANSWERED: Readonly<Record<string, string>> = {
  timeout: "does not answer EHLO",
  closed: "closes the connection after EHLO",
  garbled: "answers EHLO with what is no SMTP reply",
};

const seconds = (milliseconds: number): string => `${Math.ceil(milliseconds / 1000)} s`;

function unconnected({ why }: Failure, port: number, hasOther: boolean, { connect }: Patience): Fault {
  const what =
    why === "refused"
      ? `refuses connections to port ${port}`
      : why === "timeout"
        ? `does not answer on port ${port} within ${seconds(connect)}`
        : why === "no-route"
          ? `cannot be reached on port ${port}`
          : `closes connections to port ${port} at once`;
  return {
    code: "smtp-connect",
    severity: hasOther ? "warning" : "error",
    what: hasOther
      ? `${what}, so senders lose time until they try another`
      : `${what}, and no other MX host takes mail, so mail waits at its senders and is returned after some days`,
    help: "start the mail server there and let the port through its firewall, or remove the MX or the address",
  };
}

function ungreeted({ why, said }: Failure, hasOther: boolean, { greeting }: Patience): Fault {
  const code = "smtp-greeting" as const;
  const severity = hasOther ? "warning" : "error";
  switch (why) {
    case "refused":
      // whether it refuses everybody is not seen from here
      return {
        code,
        severity: "warning",
        what: `greets with ${quote(said ?? "")}, so it takes no mail ${said?.startsWith("4") ? "at present" : "from this network"} (RFC 5321 §3.1)`,
        help: "see in the server's log why; if it refuses only this network's address, as with a blocklist, run it from another network; if it takes no mail, remove the MX",
      };
    case "timeout":
      return {
        code,
        severity,
        what: `takes the connection, but gives no greeting within ${seconds(greeting)}; senders wait at most 5 minutes (RFC 5321 §4.5.3.2.1)`,
        help: "see why the server is slow, such as a look-up of the client that gets no answer, or a delay against spam",
      };
    case "closed":
      return {
        code,
        severity,
        what: "closes the connection without a greeting, so it takes no mail from this network",
        help: "see in the server's log why; a limit of connections or a blocklist may be the reason",
      };
    default:
      return {
        code,
        severity,
        what: "greets with what is no SMTP reply, so senders give up (RFC 5321 §4.2)",
        help: "have a mail server listen there",
      };
  }
}
