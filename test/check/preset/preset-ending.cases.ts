import { type CheckCase, spec } from "../check-case.ts";

/** The parameters of amazon-workmail. */
const WORKMAIL = `{dkim_token1: ${"a".repeat(32)}, dkim_token2: ${"b".repeat(32)}, dkim_token3: ${"c".repeat(32)}}`;

export const cases: readonly CheckCase[] = [
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
];
