import { isBimi, parseBimi } from "../../mail/bimi.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { bimiExample } from "./example.ts";

export const bimiVmc: ZoneCheck = {
  id: "bimi-vmc",
  severity: "info",
  rule: "A BIMI record names a mark certificate with a=; without one Gmail and Apple show no logo.",
  source: "https://support.google.com/a/answer/10911320 (2026-11-21)",
  explanation: {
    why: "Anyone can publish a logo. A mark certificate (VMC or CMC) proves whose it is.",
    effect: "Receivers that require a certificate show no logo. Some others do.",
    fix: "Get a mark certificate and add certificate: under bimi:, or a= in a record of your own, or accept that only the other receivers show the logo.",
    fails: bimiExample({ text: "v=BIMI1; l=https://example.com/logo.svg" }),
    passes: bimiExample({}),
  },
  check(zone, report) {
    for (const { record, text } of transportRecords(zone).bimi) {
      if (!isBimi(text)) continue;
      const { location, evidence } = parseBimi(text);
      if (!location || evidence) continue;
      report({
        message: `${shownName(record.name)} has a logo without a mark certificate (a=), so Gmail and Apple do not show the logo`,
        help:
          record.origin.path?.[0] === "bimi"
            ? "add certificate: under bimi: with the https URL of a mark certificate, if you have one"
            : "add a= with the https URL of a mark certificate, if you have one",
        ...atRecord(zone, record),
      });
    }
  },
};
