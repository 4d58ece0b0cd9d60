import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, spec } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "rr-conflict-presets",
    title: "refuses two DKIM keys at one selector from two presets",
    specs: spec(
      "cloudflare",
      `mailbox: {provider: google-workspace, with: {dkim_value: "v=DKIM1; p=${RSA_KEY}", dkim_selector: pic}}`,
      "senders:",
      `  - {provider: mailgun, with: {sending_name: "@", dkim_selector: pic, dkim_value: "k=rsa; p=${RSA_KEY}"}}`,
    ),
    finds: ["error 5:16 < mailgun TXT < 3 < google-workspace TXT"],
  },
  {
    check: "rr-conflict-presets",
    title: "refuses two CNAMEs at one name from two uses of a preset",
    specs: spec(
      "cloudflare",
      "mode: send-only",
      "senders:",
      "  - {provider: sendgrid, with: {em_label: em1, sg_user: u1}}",
      "  - {provider: sendgrid, with: {em_label: em2, sg_user: u2}}",
    ),
    finds: [
      "error 6:16 < sendgrid CNAME < 5 < sendgrid CNAME",
      "error 6:16 < sendgrid CNAME < 5 < sendgrid CNAME",
    ],
    mended: spec(
      "cloudflare",
      "mode: send-only",
      "senders:",
      "  - {provider: sendgrid, with: {em_label: em1, sg_user: u1}}",
      "  - {provider: sendgrid, with: {em_label: em2, sg_user: u2, custom_dkim_selector: sg}}",
    ),
  },
  {
    check: "rr-conflict-presets",
    title: "tells of a preset's DMARC that another overrides",
    specs: spec("cloudflare", "mailbox: netease-enterprise", "dmarc: {policy: reject}"),
    finds: ["info 3:10 < 4 < netease-enterprise DMARC"],
  },
  {
    check: "rr-conflict-presets",
    title: "takes presets that share the SPF record and the apex",
    specs: spec(
      "cloudflare",
      "mailbox: {provider: google-workspace, with: {verification: rXOxyZounnZasA8Z7oaD3c14JdjS9aKSWvsR1EbUSIQ}}",
      "senders:",
      "  - {provider: sendgrid, with: {em_label: em1, sg_user: u1}}",
    ),
    finds: [],
  },
  {
    check: "rr-conflict-presets",
    title: "refuses a selector that two senders want",
    specs: spec(
      "cloudflare",
      "senders:",
      "  - mailchimp",
      "  - {provider: aweber, groups: {dkim-optin: true}}",
    ),
    finds: [
      "error 5:16 < aweber CNAME < 4 < mailchimp CNAME",
      "error 5:16 < aweber CNAME < 4 < mailchimp CNAME",
    ],
    mended: spec("cloudflare", "senders: [mailchimp, aweber]"),
  },
  {
    check: "rr-conflict-presets",
    title: "tells that a policy of one's own takes the place of a preset's CNAME",
    specs: spec(
      "cloudflare",
      "mailbox: {provider: purelymail, with: {verification: abc}}",
      "dmarc: {policy: reject}",
    ),
    finds: ["info 3:21 < 4 < purelymail CNAME"],
    mended: spec("cloudflare", "mailbox: {provider: purelymail, with: {verification: abc}}"),
  },
];
