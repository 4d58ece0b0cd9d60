import { dmarcPolicyNone } from "../../../src/check/dmarc/dmarc-policy-none.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcPolicyNone, ["warning 4:17"]),
  {
    check: "dmarc-policy-none",
    title: "only tells of a vendor's record, which the user did not choose",
    specs: sends("senders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}}]"),
    finds: ["info 4:22 < sendgrid DMARC"],
  },
];
