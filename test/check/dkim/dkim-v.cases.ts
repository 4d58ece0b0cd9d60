import { dkimV } from "../../../src/check/dkim/dkim-v.ts";
import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dkimV, ["error 5:50"]),
  {
    check: "dkim-v",
    title: "refuses it behind another tag, and takes a record without it",
    specs: texts(["a._domainkey", `k=rsa; v=DKIM1; p=${RSA_KEY}`], ["b._domainkey", `p=${RSA_KEY}`]),
    finds: ["error 5:56"],
  },
];
