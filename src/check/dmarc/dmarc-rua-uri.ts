import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { dmarcProblems } from "./problems.ts";

export const dmarcRuaUri: ZoneCheck = {
  id: "dmarc-rua-uri",
  severity: "error",
  rule: "Each address in rua and ruf is a URI, such as mailto:dmarc@example.com; receivers skip anything else.",
  source: "RFC 9989 §4.6, §4.8",
  explanation: {
    why: "An address without mailto: is not a URI. Commas separate addresses, so a comma inside one is written %2C, and ! is written %21.",
    effect: "Receivers send no reports, and nobody notices whose mail fails.",
    fix: "Write mailto: in front of the address.",
    fails: textExample("_dmarc", "v=DMARC1; p=none; rua=dmarc@example.com"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.com"),
  },
  check(zone, report) {
    dmarcProblems(zone, report, ({ kind, tag, message }) =>
      kind === "value" && (tag === "rua" || tag === "ruf")
        ? {
            says: `has an invalid address for reports: ${message}, so receivers skip it`,
            help: "write it as mailto:name@example.com, and separate addresses with commas",
          }
        : undefined,
    );
  },
};
