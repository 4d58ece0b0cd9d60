import { spfSubdomain } from "../../../src/check/spf/spf-subdomain.ts";
import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, exmail, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfSubdomain, ["warning 5:5"]),
  {
    check: "spf-subdomain",
    title: "takes presets' return paths, null MX and wildcards",
    specs: spec(
      "cloudflare",
      exmail,
      "senders:",
      "  - provider: mailgun",
      `    with: {dkim_selector: mailo, dkim_value: "k=rsa; p=${RSA_KEY}"}`,
      "    groups: {inbound: true}",
      "records:",
      "  - {name: www, type: MX, value: 0 .}",
    ),
    finds: [],
  },
];
