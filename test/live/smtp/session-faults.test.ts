/** How the end of a session is told, and how much it weighs beside other hosts that take mail. */
import { describe, expect, test } from "@jest/globals";
import type { Failure } from "../../../src/live/smtp/probe.ts";
import { sessionFaults } from "../../../src/live/smtp/session-faults.ts";

const TARGET = { host: "mx.example.net.", address: "93.184.216.34", port: 25 };
const PATIENCE = { connect: 10_000, greeting: 60_000, reply: 30_000 };
const told = (failure: Failure | undefined, hasOther: boolean): readonly string[] =>
  sessionFaults({ ...TARGET, ...(failure && { failure }) }, { hasOther }, PATIENCE).map(
    ({ code, severity, what }) => `${severity} ${code}: ${what}`,
  );

/** Alone and beside a host that takes mail. */
describe("a session that ends", () => {
  test.each<[Failure, alone: string, beside: string]>([
    [
      { step: "connect", why: "refused" },
      "error smtp-connect: refuses connections to port 25, and no other",
      "warning smtp-connect",
    ],
    [
      { step: "connect", why: "timeout" },
      "error smtp-connect: does not answer on port 25 within 10 s",
      "warning smtp-connect",
    ],
    [
      { step: "connect", why: "no-route" },
      "error smtp-connect: cannot be reached on port 25",
      "warning smtp-connect",
    ],
    [
      { step: "connect", why: "closed" },
      "error smtp-connect: closes connections to port 25 at once",
      "warning smtp-connect",
    ],
    [
      { step: "greeting", why: "timeout" },
      "error smtp-greeting: .*no greeting within 60 s; .*5 minutes",
      "warning smtp-greeting",
    ],
    [{ step: "greeting", why: "closed" }, "error smtp-greeting: closes", "warning smtp-greeting"],
    [{ step: "greeting", why: "garbled" }, "error smtp-greeting: .*no SMTP reply", "warning smtp-greeting"],
    [
      { step: "greeting", why: "refused", said: "554 no" },
      "warning smtp-greeting: .*from this network",
      "warning smtp-greeting",
    ],
    [
      { step: "greeting", why: "refused", said: "421 no" },
      "warning smtp-greeting: .*at present",
      "warning smtp-greeting",
    ],
    [
      { step: "ehlo", why: "refused", said: "502 no" },
      'warning smtp-ehlo: answers EHLO with "502 no"',
      "warning smtp-ehlo",
    ],
    [{ step: "ehlo", why: "timeout" }, "warning smtp-ehlo: does not answer EHLO", "warning smtp-ehlo"],
    [
      { step: "ehlo", why: "closed" },
      "warning smtp-ehlo: closes the connection after EHLO",
      "warning smtp-ehlo",
    ],
    [{ step: "ehlo", why: "garbled" }, "warning smtp-ehlo: .*no SMTP reply", "warning smtp-ehlo"],
  ])("%j", (failure, alone, beside) => {
    expect(told(failure, false)).toEqual([expect.stringMatching(`^${alone}`)]);
    expect(told(failure, true)).toEqual([expect.stringMatching(`^${beside}`)]);
  });

  test.each<[Failure | undefined]>([
    [undefined],
    [{ step: "starttls", why: "timeout" }],
    [{ step: "tls", why: "closed" }],
  ])("later, or not at all, is no fault before TLS: %j", (failure) => {
    expect(told(failure, false)).toEqual([]);
  });
});
