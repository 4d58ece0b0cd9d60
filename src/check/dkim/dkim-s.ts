import { quote } from "../../finding.ts";
import { tagValue, valueSpan } from "../../mail/tag-list.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";

export const dkimS: ZoneCheck = {
  id: "dkim-s",
  severity: "warning",
  rule: "s= of a DKIM record, if present, has * or email; otherwise the key does not count for mail.",
  source: "RFC 6376 §3.6.1, RFC 8460 §5.2",
  explanation: {
    why: "s= restricts a key to certain services. tlsrpt is for reports about TLS.",
    effect: "Verifiers ignore the key for mail, so signatures with it fail.",
    fix: "Delete s=, or write s=email.",
    fails: textExample("s1._domainkey", `v=DKIM1; s=mail; p=${EXAMPLE_KEY}`),
    passes: textExample("s1._domainkey", `v=DKIM1; p=${EXAMPLE_KEY}`),
  },
  check(zone, report) {
    for (const { record, dkim } of textRecords(zone).dkim) {
      const services = tagValue(dkim.tags, "s")
        ?.split(":")
        .map((service) => service.trim());
      if (services === undefined) continue;
      const isForMail = services.some((service) => service === "*" || service === "email");
      if (isForMail && !services.includes("")) continue;
      report({
        message: `the DKIM record ${shownName(record.name)} has s=${quote(services.join(":"))}, ${isForMail ? "with nothing beside a colon, so strict verifiers reject it" : "without email, so verifiers do not use its key for mail"}`,
        help: "delete s=, or write s=email",
        ...atText(zone, record, valueSpan(dkim.tags, "s")),
      });
    }
  },
};
