import { dkimS } from "../../../src/check/dkim/dkim-s.ts";
import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dkimS, ["warning 5:59"]),
  {
    check: "dkim-s",
    title: "takes * and email among others",
    specs: texts(
      ["a._domainkey", `v=DKIM1; s=*; p=${RSA_KEY}`],
      ["b._domainkey", `v=DKIM1; s=tlsrpt:email; p=${RSA_KEY}`],
    ),
    finds: [],
  },
];
