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
    title: "warns of another provider's MX, and of anybody's, beside those of a service that no preset gives",
    specs: spec(
      "cloudflare",
      "records:",
      "  - {type: MX, values: [5 mxbiz1.qq.com, 10 mxbiz2.qq.com]}",
      "  - {type: MX, value: 20 mx.example.net}",
      "  - {name: sub, type: MX, value: 1 smtp.google.com}",
      "  - {name: sub, type: MX, value: 5 mx.zoho.com}",
    ),
    finds: ["warning 5:5 < 4", "warning 7:5 < 6"],
    mended: spec("cloudflare", "records:", "  - {type: MX, values: [5 mxbiz1.qq.com, 10 mxbiz2.qq.com]}"),
  },
  {
    check: "mx-mixed-presets",
    title: "takes further hosts of one service, and several of nobody that is known",
    specs: spec(
      "cloudflare",
      "records:",
      "  - {type: MX, values: [5 mxbiz1.qq.com, 10 mxbiz9.qq.com]}",
      "  - {name: own, type: MX, values: [5 mx.example.net, 10 mx.example.org]}",
      "  - {name: ovh, type: MX, values: [1 mx1.mail.ovh.net, 5 mx9.mail.ovh.com]}",
      "  - {name: outlook, type: MX, values: [0 a.mail.protection.outlook.com, 5 b.mail.protection.outlook.com]}",
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
