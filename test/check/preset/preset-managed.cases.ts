import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, spec } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "preset-managed",
    title: "warns where the cloud makes the records itself, and where it is another cloud",
    specs: spec(
      "[cloudflare, route53]",
      `mailbox: {provider: cloudflare-email-routing, with: {dkim_value: "v=DKIM1; p=${RSA_KEY}"}}`,
    ),
    finds: ["warning 3:21", "warning 3:21"],
    mended: spec("[cloudflare, route53]", "mailbox: improvmx"),
  },
  {
    check: "preset-managed",
    title: "is silent on services whose records their customers make",
    specs: spec("cloudflare", "mailbox: improvmx"),
    finds: [],
  },
];
