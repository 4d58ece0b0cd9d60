import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, spec } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
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
    title: "is silent where dkim:, records or external have the record",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mailbox: tencent-exmail",
        `dkim: [{selector: default, key: ${RSA_KEY}}]`,
      ),
      "a.yaml": spec(
        "cloudflare",
        "mailbox: {provider: google-workspace, with: {verification: rXOxyZounnZasA8Z7oaD3c14JdjS9aKSWvsR1EbUSIQ, dmarc_rua: d@example.com}}",
        "records:",
        `  - {name: google._domainkey, type: TXT, value: "v=DKIM1; p=${RSA_KEY}"}`,
      ).replace("domain: example.com", "domain: example.net"),
      "b.yaml": spec(
        "cloudflare",
        "mailbox: cloudflare-email-routing",
        "external: [cf2024-1._domainkey]",
      ).replace("example.com", "example.org"),
      "c.yaml": spec(
        "cloudflare",
        "mailbox: tencent-exmail",
        "gateway: {provider: proofpoint-enterprise, groups: {mx: true}}",
        "external: [s1]",
      ).replace("example.com", "a.example"),
    },
    finds: ["error c.yaml:4:21"],
  },
  {
    check: "preset-incomplete",
    title: "takes a preset that needs none",
    specs: spec("cloudflare", "mode: parked"),
    finds: [],
  },
  {
    check: "preset-incomplete",
    title: "names the gateway that lacks a parameter",
    specs: spec("cloudflare", "mailbox: tencent-exmail", "gateway: proofpoint-enterprise"),
    finds: ["error 4:10"],
    mended: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "gateway: {provider: proofpoint-enterprise, with: {cluster_id: 0012ab34}}",
    ),
  },
  {
    check: "preset-incomplete",
    title: "asks for nothing that only the MX behind a gateway needs",
    specs: spec("cloudflare", "mailbox: microsoft-365", "gateway: mimecast").replace(
      "example.com",
      "my-example.com",
    ),
    finds: ["info 3:10", "info 3:10", "info 3:10"],
  },
];
