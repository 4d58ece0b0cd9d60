import type { Zone } from "../../plan/zone.ts";
import type { Domain } from "../../preset/domain.ts";
import type { Mode } from "../../spec/schema.ts";
import { presetRecord } from "../../view/mail-domain.ts";
import { letsSend, spfOf } from "../../view/sending.ts";
import { spfAt } from "../../view/text-records.ts";
import { atDomain, atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { Report, ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

const MX = "records: [{type: MX, value: 10 mx.example.net}]";
const DMARC = "dmarc: {policy: none, rua: ['mailto:dmarc@example.com']}";

export const modeMail: ZoneCheck = {
  id: "mode-mail",
  severity: "warning",
  rule: "A domain of mode mail has SPF that lets its servers send, beside MX (mx-present), DKIM (dkim-present) and DMARC (dmarc-present).",
  source: "Google and Yahoo sender rules (2024-02), Microsoft (2025-05-05), RFC 7208 §3",
  explanation: {
    why: "Large receivers require SPF, DKIM and DMARC of every domain that sends. A record without any sender says that the domain does not send.",
    effect: "Mail of the domain goes to spam or is rejected.",
    fix: "List the servers under spf:, or set the domain's real mode: receive-only or parked.",
    fails: example(DMARC, EXAMPLE_DKIM, MX),
    passes: example(DMARC, EXAMPLE_DKIM, MX, "spf: {mx: true}"),
  },
  check(zone, report) {
    sendsWithoutSpf(zone, "mail", report);
  },
};

/** Reports domains of a sending mode whose SPF lets nobody send. */
export function sendsWithoutSpf(zone: Zone, mode: Mode, report: Report): void {
  for (const { domain } of zone.domains) {
    if (domain.isPartial) continue;
    if (domain.spec.mode !== mode) continue;
    const name = shownName(domain.spec.domain);
    const spf = spfOf(zone, domain);
    if (spf === "elsewhere") continue;
    if (mode === "send-only" && (hasReturnPath(zone, domain) || sendsAsVendor(domain))) continue;
    if (spf === undefined) {
      report({
        message: `${name} sends mail (mode ${mode}) but has no SPF record, so receivers cannot tell its mail from forged mail`,
        help: "list the senders under spf:, such as spf: {mx: true} or spf: {ip4: [192.0.2.25]}",
        ...atDomain(domain),
      });
    } else if (spf.spf.problems.length === 0 && !letsSend(spf)) {
      report({
        message: `${name} sends mail (mode ${mode}), but its SPF record lets nobody send, so all of it fails SPF`,
        help: `list the senders under spf:, or set mode: ${mode === "mail" ? "receive-only" : "parked"}`,
        ...atRecord(zone, spf.record),
      });
    }
  }
}

/** Whether mail has its envelope sender at a name below the domain. Then the SPF of that name counts. */
function hasReturnPath(zone: Zone, domain: Domain): boolean {
  return domain.records.some((record) => {
    if (record.name === domain.spec.domain) return false;
    if (RETURN_PATHS.has(presetRecord(domain, record)?.group ?? "")) return true;
    return spfAt(zone, record.name).some(letsSend);
  });
}

/** Whether all services send with their vendor's envelope sender. Such presets need no SPF anywhere. */
function sendsAsVendor({ presets }: Domain): boolean {
  const asks = presets.some(({ records }) =>
    records.some(({ type, need }) => type === "SPF" && need !== "optional"),
  );
  return presets.length > 0 && !asks;
}

/** The groups of presets that have such names. */
const RETURN_PATHS: ReadonlySet<string> = new Set(["return-path", "mail-from"]);
