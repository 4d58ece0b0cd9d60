import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { record } from "../spf/specs.ts";
import { named } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "mode-send-only",
    title: "takes a record that fails nobody, or only some",
    specs: [record("v=spf1"), record("v=spf1 ?ip4:8.8.8.8 -all").replace("example.com", "example.org")].join(
      "---\n",
    ),
    finds: [],
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
  {
    check: "mode-send-only",
    title: "warns where SPF is missing, and where it lets nobody send",
    specs: {
      "spec.yaml": spec("cloudflare", "mode: send-only"),
      "a.yaml": named("a.example", spec("cloudflare", "mode: send-only", "spf: {all: fail}")),
    },
    finds: ["warning 1:9", "warning a.yaml:4:1"],
    mended: spec("cloudflare", "mode: send-only", "spf: {ip4: [198.51.100.25]}"),
  },
  {
    check: "mode-send-only",
    title: "asks for no MX, and for no SPF where a sender has its return path below",
    specs: {
      "spec.yaml": spec("cloudflare", "mode: send-only", "spf: {ip4: [198.51.100.25], all: fail}"),
      "a.yaml": named(
        "a.example",
        spec("cloudflare", "mode: send-only", "spf: {include: [_spf.example.net]}"),
      ),
      "b.yaml": named(
        "b.example",
        spec(
          "cloudflare",
          "senders: [{provider: sendgrid, with: {em_label: em1, sg_user: u1}}]",
          "spf: {all: fail}",
        ),
      ),
      "c.yaml": named(
        "c.example",
        spec(
          "cloudflare",
          "mode: send-only",
          "records:",
          "  - {name: send, type: TXT, value: 'v=spf1 include:_spf.example.net ~all'}",
        ),
      ),
    },
    finds: [],
  },
];
