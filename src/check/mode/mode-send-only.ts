import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";
import { sendsWithoutSpf } from "./mode-mail.ts";

const DMARC = "dmarc: {policy: none, rua: ['mailto:dmarc@example.net']}";

export const modeSendOnly: ZoneCheck = {
  id: "mode-send-only",
  severity: "warning",
  rule: "A domain of mode send-only has SPF that lets its senders send, beside DKIM (dkim-present) and DMARC (dmarc-present), and no null MX (mx-null-sender).",
  source: "Google and Yahoo sender rules (2024-02), Microsoft (2025-05-05), RFC 7505 §4.2",
  explanation: {
    why: "Receivers judge a domain that only sends by its SPF, DKIM and DMARC. It needs no MX, since bounces go to the sender's own domain.",
    effect: "Mail of the domain goes to spam or is rejected.",
    fix: "Name the senders, or list the servers under spf:. If a sender has its return path at a name below the domain, SPF there is enough.",
    fails: example("mode: send-only", DMARC, EXAMPLE_DKIM),
    passes: example("mode: send-only", DMARC, EXAMPLE_DKIM, "spf: {ip4: [198.51.100.25]}"),
  },
  check(zone, report) {
    sendsWithoutSpf(zone, "send-only", report);
  },
};
