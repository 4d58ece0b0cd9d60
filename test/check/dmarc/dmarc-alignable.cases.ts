import { dmarcAlignable } from "../../../src/check/dmarc/dmarc-alignable.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcAlignable, ["warning 4:22"]),
  {
    check: "dmarc-alignable",
    title: "takes a name that is delegated to the service: its keys and bounce name are in the vendor's zone",
    specs: sends(
      "senders: [{provider: klaviyo-dynamic, with: {send_label: news, site_id: Abc123}}]",
      'dmarc: {policy: none, rua: ["mailto:dmarc@example.net"]}',
    ),
    finds: [],
  },
];
