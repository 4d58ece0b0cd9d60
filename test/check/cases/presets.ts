import { type CheckCase, spec } from "../check-case.ts";
import { RSA_KEY } from "../keys.ts";

/** The parameters of amazon-workmail. */
const WORKMAIL = `{dkim_token1: ${"a".repeat(32)}, dkim_token2: ${"b".repeat(32)}, dkim_token3: ${"c".repeat(32)}}`;

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
  {
    check: "preset-ending",
    title: "warns of a service that its vendor ends",
    specs: spec("cloudflare", `mailbox: {provider: amazon-workmail, with: ${WORKMAIL}}`),
    finds: ["warning 3:21"],
    mended: spec("cloudflare", "mailbox: tencent-exmail"),
  },
  {
    check: "preset-ending",
    title: "tells of a service that takes no new customers, once for two clouds",
    specs: spec("[cloudflare, route53]", "mailbox: flock-mail"),
    finds: ["info 3:10"],
    mended: spec("cloudflare", "mailbox: titan-email"),
  },
  {
    check: "preset-ending",
    title: "is silent on services that go on",
    specs: spec("cloudflare", "mailbox: titan-email"),
    finds: [],
  },
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
  {
    check: "cname-exclusive",
    title: "is silent where a mailbox has its policy by CNAME and a sender has one as text",
    specs: spec(
      "cloudflare",
      "mailbox: {provider: purelymail, with: {verification: abc}}",
      "senders: [mailchimp]",
    ),
    finds: [],
  },
  {
    check: "cname-exclusive",
    title: "refuses two senders with one return path, a CNAME for one of them",
    specs: spec(
      "cloudflare",
      "senders:",
      `  - {provider: resend, with: {dkim_key: ${RSA_KEY}}}`,
      `  - {provider: postmark, with: {dkim_selector: pm, dkim_value: "k=rsa;p=${RSA_KEY}", return_path_label: send}}`,
    ),
    finds: ["error 5:16 < postmark CNAME < 4 < resend MX < 4 < resend SPF"],
    mended: spec(
      "cloudflare",
      "senders:",
      `  - {provider: resend, with: {dkim_key: ${RSA_KEY}}}`,
      `  - {provider: postmark, with: {dkim_selector: pm, dkim_value: "k=rsa;p=${RSA_KEY}"}}`,
    ),
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
  {
    check: "name-delegated",
    title: "refuses a preset's keys below a _domainkey that is delegated",
    specs: spec(
      "cloudflare",
      "senders: [mailchimp]",
      "records:",
      "  - {name: _domainkey, type: NS, values: [ns1.example.net, ns2.example.net]}",
    ),
    finds: ["error 3:11 < mailchimp CNAME < 5", "error 3:11 < mailchimp CNAME < 5"],
  },
  {
    check: "mx-pref-range",
    title: "tells that a preset's preference above what the cloud takes is lowered, the order kept",
    specs: spec("alidns", "mailbox: ovh-mail"),
    finds: ["info 3:10 < ovh-mail MX"],
  },
  {
    check: "prov-capability",
    title: "tells that a preset's services that are not offered are left out where the cloud cannot say so",
    specs: spec("alidns", "mailbox: {provider: gandi-mail, groups: {autoconfig: true}}"),
    finds: ["info 3:21 < gandi-mail SRV", "info 3:21 < gandi-mail SRV"],
  },
  {
    check: "mode-send-only",
    title: "is silent where all that sends does so with its vendor's envelope sender",
    specs: spec("cloudflare", "senders: [mailchimp]", "spf: {all: fail}"),
    finds: [],
  },
  {
    check: "mode-send-only",
    title: "warns where a sender wants SPF at the mail domain, which lets nobody send",
    specs: spec(
      "cloudflare",
      "senders:",
      "  - mailchimp",
      `  - {provider: mailjet, groups: {spf: false}, with: {dkim_value: "k=rsa; p=${RSA_KEY}"}}`,
      "spf: {all: fail}",
    ),
    finds: ["warning 6:1"],
  },
];
