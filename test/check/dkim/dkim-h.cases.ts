import { dkimH } from "../../../src/check/dkim/dkim-h.ts";
import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dkimH, ["error 5:59"]),
  {
    check: "dkim-h",
    title: "warns of sha1 beside sha256, and takes sha256 alone",
    specs: texts(
      ["a._domainkey", `v=DKIM1; h=sha1:sha256; p=${RSA_KEY}`],
      ["b._domainkey", `v=DKIM1; h=sha256; p=${RSA_KEY}`],
    ),
    finds: ["warning 5:58"],
  },
  {
    check: "dkim-h",
    title: "warns of nothing beside a colon (RFC 6376 §3.6.1, key-h-tag)",
    specs: texts(["s1._domainkey", `v=DKIM1; h=sha256:; p=${RSA_KEY}`]),
    finds: ["warning 5:59"],
  },
];
