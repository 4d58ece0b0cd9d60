import { dmarcStrictAlign } from "../../../src/check/dmarc/dmarc-strict-align.ts";
import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcStrictAlign, ["warning 5:33 < 4 < sendgrid CNAME"]),
  {
    check: "dmarc-strict-align",
    title: "sees a service that signs by a name below the domain",
    specs: sends(
      `senders: [{provider: mailgun, with: {dkim_selector: mailo, dkim_value: "k=rsa; p=${RSA_KEY}"}}]`,
      "dmarc: {policy: none, alignDkim: strict}",
    ),
    finds: ["warning 5:34 < 4 < mailgun TXT"],
  },
];
