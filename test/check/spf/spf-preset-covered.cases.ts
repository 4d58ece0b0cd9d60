import { spfPresetCovered } from "../../../src/check/spf/spf-preset-covered.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfPresetCovered, ["error 5:5"]),
  {
    check: "spf-preset-covered",
    title:
      "is not sure where the record includes another one, and asks nothing of a domain that only receives",
    specs: [
      spec(
        "cloudflare",
        "mailbox: {provider: tencent-exmail, groups: {spf: false}}",
        "records:",
        "  - {type: TXT, value: 'v=spf1 include:flat.example.net -all'}",
      ),
      spec(
        "cloudflare",
        "mode: receive-only",
        "mailbox: {provider: tencent-exmail, groups: {spf: false}}",
        "spf: {all: fail}",
      ).replace("example.com", "example.org"),
    ].join("---\n"),
    finds: ["warning 5:5"],
  },
  {
    check: "spf-preset-covered",
    title: "finds the term in the run's own record that redirect= or include: leads to (RFC 7208 §5.2, §6.1)",
    specs: [
      spec(
        "cloudflare",
        "mailbox: {provider: tencent-exmail, groups: {spf: false}}",
        "records:",
        "  - {type: TXT, value: v=spf1 redirect=_spf.example.com}",
        "  - {name: _spf, type: TXT, value: 'v=spf1 include:spf.mail.qq.com -all'}",
      ),
      spec(
        "cloudflare",
        "mailbox: {provider: tencent-exmail, groups: {spf: false}}",
        "records:",
        "  - {type: TXT, value: 'v=spf1 include:_a.example.org -all'}",
        "  - {name: _a, type: TXT, value: 'v=spf1 include:_b.example.org ~all'}",
        "  - {name: _b, type: TXT, value: 'v=spf1 include:spf.mail.qq.com ~all'}",
      ).replace("example.com", "example.org"),
    ].join("---\n"),
    finds: [],
  },
  {
    check: "spf-preset-covered",
    title: "takes a term that the spec leaves out",
    specs: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "spf: {without: [include:spf.mail.qq.com], ip4: [100.20.30.40]}",
    ),
    finds: [],
  },
  {
    check: "spf-preset-covered",
    title: "is sure where the run's own record lacks the term, or does not let its senders pass",
    specs: [
      spec(
        "cloudflare",
        "mailbox: {provider: tencent-exmail, groups: {spf: false}}",
        "records:",
        "  - {type: TXT, value: v=spf1 redirect=_spf.example.com}",
        "  - {name: _spf, type: TXT, value: 'v=spf1 ip4:100.20.30.40 -all'}",
      ),
      spec(
        "cloudflare",
        "mailbox: {provider: tencent-exmail, groups: {spf: false}}",
        "records:",
        "  - {type: TXT, value: 'v=spf1 include:_a.example.org -all'}",
        "  - {name: _a, type: TXT, value: 'v=spf1 ?include:spf.mail.qq.com ~all'}",
      ).replace("example.com", "example.org"),
    ].join("---\n"),
    finds: ["error 5:5", "error 12:5"],
  },
];
