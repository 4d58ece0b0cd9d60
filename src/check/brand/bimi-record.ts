import { isBimi, parseBimi } from "../../mail/bimi.ts";
import type { AmongCheck, ZoneCheck } from "../check.ts";
import { type PolicyText, policyTextChecks } from "../policy-texts.ts";
import { bimiExample } from "./example.ts";

const POLICY: PolicyText = {
  kind: "bimi",
  title: "BIMI",
  readers: "receivers",
  at: "<selector>._bimi",
  name: "default._bimi",
  version: "v=BIMI1;",
  form: "v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/certificate.pem",
  loss: "no logo is shown",
  isOne: isBimi,
  problemsOf: (text) =>
    parseBimi(text).problems.map(({ message, isIgnored, ...span }) => ({
      ...span,
      ...(isIgnored ? { severity: "warning" as const } : {}),
      says: isIgnored
        ? `has a tag that receivers ignore: ${message}`
        : `cannot be used: ${message}, so no logo is shown`,
      help: "write it as v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/certificate.pem",
    })),
};

export const bimiRecord: ZoneCheck & AmongCheck = {
  id: "bimi-record",
  severity: "error",
  rule: "A BIMI record is the only TXT at <selector>._bimi that begins with v=BIMI1; its l= is an https URL, or empty to decline.",
  source: "draft-brand-indicators-for-message-identification-14 §4.3",
  explanation: {
    why: "Receivers look up default._bimi of the sender's domain and read a list of tags. They ignore a text that does not begin with v=BIMI1.",
    effect: "No receiver shows the logo.",
    fix: "Write v=BIMI1; l=https://.../logo.svg; a=https://.../certificate.pem at default._bimi.",
    fails: bimiExample({ text: "v=BIMI1; l=http://example.com/logo.svg" }),
    passes: bimiExample({}),
  },
  ...policyTextChecks(POLICY),
};
