import { dkimGObsolete } from "../../../src/check/dkim/dkim-g-obsolete.ts";
import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, sends, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dkimGObsolete, ["info 5:13"]),
  {
    check: "dkim-g-obsolete",
    title: "takes a key at _domainkey for what it is, which dkim-name refuses",
    specs: sends("records:", `  - {name: _domainkey, type: TXT, value: "v=DKIM1; p=${RSA_KEY}"}`),
    finds: [],
  },
  {
    check: "dkim-g-obsolete",
    title: "tells of g= and ADSP",
    specs: texts(["a._domainkey", `v=DKIM1; g=*; p=${RSA_KEY}`], ["_adsp._domainkey", "dkim=all"]),
    finds: ["info 5:56", "info 6:13"],
  },
];
