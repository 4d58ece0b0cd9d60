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
  {
    check: "dkim-s",
    title: "warns of nothing beside a colon (RFC 6376 §3.6.1, key-s-tag)",
    specs: texts(["s1._domainkey", `v=DKIM1; s=:email; p=${RSA_KEY}`]),
    finds: ["warning 5:59"],
  },
];
