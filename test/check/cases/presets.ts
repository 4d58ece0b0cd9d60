import { type CheckCase, spec } from "../check-case.ts";
import { RSA_KEY } from "../keys.ts";

export const presets: readonly CheckCase[] = [
  {
    check: "preset-incomplete",
    title: "refuses a preset without a parameter that it needs",
    specs: spec(
      "cloudflare",
      "mode: send-only",
      "senders:",
      "  - {provider: sendgrid, with: {em_label: em1}}",
    ),
    finds: ["error 5:16"],
    mended: spec(
      "cloudflare",
      "mode: send-only",
      "senders:",
      "  - {provider: sendgrid, with: {em_label: em1, sg_user: u1}}",
    ),
  },
  {
    check: "preset-incomplete",
    title: "tells of records that were left out for a parameter they can do without, once for two clouds",
    specs: spec("[cloudflare, route53]", "mailbox: google-workspace"),
    finds: ["info 3:10", "info 3:10"],
    mended: spec(
      "cloudflare",
      `mailbox: {provider: google-workspace, with: {dkim_value: "v=DKIM1; p=${RSA_KEY}", dmarc_rua: dmarc@example.com}}`,
    ),
  },
  {
    check: "preset-incomplete",
    title: "takes a preset that needs none",
    specs: spec("cloudflare", "mode: parked"),
    finds: [],
  },
];
