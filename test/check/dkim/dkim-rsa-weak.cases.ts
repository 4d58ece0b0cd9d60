import { dkimRsaWeak } from "../../../src/check/dkim/dkim-rsa-weak.ts";
import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dkimRsaWeak, ["error 5:59"]),
  {
    check: "dkim-rsa-weak",
    title: "refuses keys whose private half is in a standard",
    specs: texts(
      ["a._domainkey", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="],
      ["b._domainkey", `v=DKIM1; p=${RSA_KEY}`],
    ),
    finds: ["error 5:69"],
  },
];
