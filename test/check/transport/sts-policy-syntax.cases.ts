import { stsPolicySyntax } from "../../../src/check/transport/sts-policy-syntax.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

const sts = (fields: string): string =>
  spec("cloudflare", "mailbox: tencent-exmail", `mtaSts: {mode: testing, host: external, ${fields}}`);

export const cases: readonly CheckCase[] = [
  ...explained(stsPolicySyntax, ["error 4:46"]),
  {
    check: "sts-policy-syntax",
    title: "refuses more than a year, and takes a year (RFC 8461 §3.2)",
    specs: sts("maxAge: 31557601"),
    finds: ["error 4:49"],
    mended: sts("maxAge: 31557600"),
  },
  {
    check: "sts-policy-syntax",
    title: "refuses a port, a star within, and several stars, each at its item",
    specs: sts("mx: ['*.qq.com', 'mx.qq.com:25', 'a.*.qq.com', '*.*.qq.com']"),
    finds: ["error 4:58", "error 4:74", "error 4:88"],
    mended: sts("mx: ['*.qq.com']"),
  },
  {
    check: "sts-policy-syntax",
    title: "takes names in their own script and in capitals",
    specs: sts("mx: ['*.QQ.com', 'mx.bücher.example']"),
    finds: [],
  },
];
