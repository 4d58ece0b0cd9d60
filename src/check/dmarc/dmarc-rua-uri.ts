import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { dmarcProblems } from "./problems.ts";

export const dmarcRuaUri: ZoneCheck = {
  id: "dmarc-rua-uri",
  severity: "error",
  rule: "Each address of rua and ruf is a URI, such as mailto:dmarc@example.com; receivers skip any other.",
  source: "RFC 9989 §4.6, §4.8",
  explanation: {
    why: "An address without mailto: is no URI. Commas separate addresses, so a comma inside one is written %2C, and ! is %21.",
    effect: "The reports are not sent, and nobody notices who fails.",
    fix: "Write mailto: before the address.",
    fails: textExample("_dmarc", "v=DMARC1; p=none; rua=dmarc@example.com"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.com"),
  },
  check(zone, report) {
    dmarcProblems(zone, report, ({ kind, tag, message }) =>
      kind === "value" && (tag === "rua" || tag === "ruf")
        ? {
            says: `sends no reports to it: ${message}, so receivers skip it`,
            help: "write it as mailto:name@example.com, with commas between several",
          }
        : undefined,
    );
  },
};
