import { dmarcRuaUri } from "../../../src/check/dmarc/dmarc-rua-uri.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";
import { dmarc } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcRuaUri, ["error 5:63"]),
  {
    check: "dmarc-rua-uri",
    title: "refuses slashes behind mailto:",
    specs: dmarc("v=DMARC1; p=none; rua=mailto://a@example.net"),
    finds: ["error 5:61"],
  },
  {
    check: "dmarc-rua-uri",
    title: "refuses a comma and a ! that are not escaped, and takes https and size limits",
    specs: texts(
      ["_dmarc.a", "v=DMARC1; p=none; rua=mailto:a,b@example.com"],
      ["_dmarc.b", "v=DMARC1; p=none; ruf=mailto:a!b@example.com"],
      ["_dmarc.c", "v=DMARC1; p=none; rua=https://r.example.net/x,mailto:a@example.com!10m"],
    ),
    finds: ["error 5:65", "error 6:65"],
  },
];
