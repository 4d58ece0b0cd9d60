import { dkimUnknownTag } from "../../../src/check/dkim/dkim-unknown-tag.ts";
import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dkimUnknownTag, ["warning 5:57"]),
  {
    check: "dkim-unknown-tag",
    title: "knows every tag of RFC 6376 §3.6.1 and the obsolete g, in lower case alone (§3.2)",
    specs: texts(
      ["a._domainkey", `v=DKIM1; g=*; h=sha256; k=rsa; n=a note; s=email; t=s; p=${RSA_KEY}`],
      ["b._domainkey", `v=DKIM1; K=rsa; p=${RSA_KEY}`],
    ),
    finds: ["warning 6:56"],
    mended: texts(["b._domainkey", `v=DKIM1; k=rsa; p=${RSA_KEY}`]),
  },
];
