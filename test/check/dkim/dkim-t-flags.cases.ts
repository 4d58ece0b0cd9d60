import { dkimTFlags } from "../../../src/check/dkim/dkim-t-flags.ts";
import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dkimTFlags, ["warning 5:59"]),
  {
    check: "dkim-t-flags",
    title: "takes s, and warns of flags that mean nothing",
    specs: texts(
      ["a._domainkey", `v=DKIM1; t=s; p=${RSA_KEY}`],
      ["b._domainkey", `v=DKIM1; t=s:x; p=${RSA_KEY}`],
    ),
    finds: ["warning 6:60"],
  },
];
