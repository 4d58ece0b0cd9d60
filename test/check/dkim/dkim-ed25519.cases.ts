import { dkimEd25519 } from "../../../src/check/dkim/dkim-ed25519.ts";
import { ED25519_KEY } from "../../mail/keys.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dkimEd25519, ["error 5:70"]),
  {
    check: "dkim-ed25519",
    title: "warns of one without an RSA key beside it, and takes a CNAME for one",
    specs: [
      sends(`dkim: [{selector: s1, key: ${ED25519_KEY}}]`),
      sends(`dkim: [{selector: s1, key: ${ED25519_KEY}}, {selector: s2, cname: s2.example.net}]`).replace(
        "example.com",
        "example.org",
      ),
    ].join("---\n"),
    finds: ["warning 4:28"],
  },
];
