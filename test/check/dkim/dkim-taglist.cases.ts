import { dkimTaglist } from "../../../src/check/dkim/dkim-taglist.ts";
import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dkimTaglist, ["error 5:64"]),
  {
    check: "dkim-taglist",
    title: "refuses a tag given twice and empty places, and takes white space and a last semicolon",
    specs: texts(
      ["a._domainkey", `p=; p=${RSA_KEY}`],
      ["b._domainkey", `v=DKIM1;; p=${RSA_KEY}`],
      ["c._domainkey", ` v = DKIM1 ; k = rsa ; p = ${RSA_KEY} ;`],
    ),
    finds: ["error 5:51", "error 6:55"],
  },
];
