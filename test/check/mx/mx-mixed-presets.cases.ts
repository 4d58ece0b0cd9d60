import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, exmail, spec } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "mx-mixed-presets",
    title: "warns of the old provider's MX beside the preset's",
    specs: spec("cloudflare", exmail, "records:", "  - {type: MX, value: 20 mx.example.net}"),
    finds: ["warning 5:5 < 3 < tencent-exmail MX"],
    mended: spec("cloudflare", exmail),
  },
  {
    check: "mx-mixed-presets",
    title: "takes a further host of the same provider, and MX at other names",
    specs: spec(
      "cloudflare",
      exmail,
      "records:",
      "  - {type: MX, value: 30 mxbiz3.qq.com}",
      "  - {name: sub, type: MX, value: 20 mx.example.net}",
    ),
    finds: [],
  },
  {
    check: "mx-mixed-presets",
    title: "refuses a sender's MX at the mail domain beside the mailbox's",
    specs: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      `senders: [{provider: sendcloud, with: {dkim_key: ${RSA_KEY}}}]`,
    ),
    finds: ["error 4:22 < sendcloud MX"],
    mended: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      `senders: [{provider: sendcloud, with: {dkim_key: ${RSA_KEY}, sending_name: sc}}]`,
    ),
  },
  {
    check: "mx-mixed-presets",
    title:
      "tells of a sender's MX that is left out beside the mailbox's, and that the service can do without",
    specs: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      `senders: [{provider: mailgun, groups: {inbound: true}, with: {sending_name: "@", dkim_selector: mx, dkim_value: "k=rsa; p=${RSA_KEY}"}}]`,
    ),
    finds: ["info 4:22 < mailgun MX < mailgun MX"],
  },
  {
    check: "mx-mixed-presets",
    title: "is silent on a sender's MX at the mail domain of one that only sends",
    specs: spec("cloudflare", `senders: [{provider: sendcloud, with: {dkim_key: ${RSA_KEY}}}]`),
    finds: [],
  },
  {
    check: "mx-mixed-presets",
    title: "is silent on a gateway, whose MX stand in place of the mailbox's",
    specs: spec("cloudflare", "mailbox: tencent-exmail", "gateway: mimecast"),
    finds: [],
  },
];
