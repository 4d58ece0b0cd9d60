import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, spec } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "preset-confidence",
    title: "warns of a mailbox, a gateway and a sender that few sources attest",
    specs: spec(
      "cloudflare",
      "mailbox: sina-enterprise",
      "gateway: {provider: proofpoint-enterprise, with: {cluster_id: 0012ab34}}",
      "senders:",
      `  - {provider: zoho-zeptomail, with: {dkim_selector: s1, dkim_value: "k=rsa; p=${RSA_KEY}", bounce_target: cluster89.zeptomail.com}}`,
    ),
    finds: ["warning 3:10", "warning 4:21", "warning 6:16"],
    mended: spec("cloudflare", "mailbox: tencent-exmail"),
  },
  {
    check: "preset-confidence",
    title: "is silent on presets that are well attested",
    specs: spec("cloudflare", "mailbox: tencent-exmail", "gateway: mimecast"),
    finds: [],
  },
];
