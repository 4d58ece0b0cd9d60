import { rptMailbox } from "../../../src/check/transport/rpt-mailbox.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";
import { mail, txt } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  ...explained(rptMailbox, ["warning 7:59"]),
  {
    check: "rpt-mailbox",
    title: "warns of each address at a domain that only sends, and takes the others",
    specs: [
      mail(
        txt("_smtp._tls", "v=TLSRPTv1; rua=mailto:a@example.net,mailto:b@example.com,mailto:c@example.org"),
      ),
      "domain: example.net\ndns: cloudflare\nmode: send-only\n",
      "domain: example.org\ndns: cloudflare\nmode: send-only\nexternal: ['@']\n",
    ].join("---\n"),
    finds: ["warning 6:59"],
  },
];
