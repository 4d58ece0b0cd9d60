import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { dmarcProblems } from "./problems.ts";

export const dmarcRuaSize: ZoneCheck = {
  id: "dmarc-rua-size",
  severity: "warning",
  rule: "Addresses in rua and ruf have no size limit such as !10m, which RFC 9989 removed.",
  source: "RFC 9989 §4.8, appendix C",
  explanation: {
    why: "Receivers hardly ever honored the limit, and newer ones read the ! as a part of the address.",
    effect: "Reports may go to an address that does not exist.",
    fix: "Delete the ! and what follows it.",
    fails: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.net!10m"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.net"),
  },
  check(zone, report) {
    dmarcProblems(zone, report, ({ kind, message }) =>
      kind === "size"
        ? {
            says: `has an obsolete address: ${message}, so reports may be lost`,
            help: "delete the ! and what follows it",
          }
        : undefined,
    );
  },
};
