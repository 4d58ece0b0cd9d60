import { dmarcRuaUri } from "../../../src/check/dmarc/dmarc-rua-uri.ts";
import { type CheckCase, exmail, spec, texts } from "../check-case.ts";
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
    title: "refuses addresses whose domain nobody can send to (RFC 5321 §4.1.2)",
    specs: texts(
      ["_dmarc.a", "v=DMARC1; p=none; rua=mailto:<d@example.com>"],
      ["_dmarc.b", "v=DMARC1; p=none; rua=mailto:d@example..com"],
      ["_dmarc.c", "v=DMARC1; p=none; rua=mailto:d@192.0.2.1"],
      ["_dmarc.d", "v=DMARC1; p=none; ruf=mailto:d@example.com."],
    ),
    finds: ["error 5:65", "error 6:65", "error 7:65", "error 8:65"],
    mended: texts(["_dmarc.a", "v=DMARC1; p=none; rua=mailto:d@example.com"]),
  },
  {
    check: "dmarc-rua-uri",
    title:
      "warns of reports without a mailto: address, the only kind that receivers must support (RFC 9989 §4.6)",
    specs: texts(
      ["_dmarc.a", "v=DMARC1; p=none; rua=https://r.example.net/x"],
      ["_dmarc.b", "v=DMARC1; p=none; rua=https://r.example.net/x,mailto:d@example.com"],
    ),
    finds: ["warning 5:65"],
    mended: texts(["_dmarc.a", "v=DMARC1; p=none; rua=https://r.example.net/x,mailto:d@example.com"]),
  },
  {
    check: "dmarc-rua-uri",
    title: "warns of schemes that nobody sends to, and refuses URLs without a host (RFC 3986 §3.2)",
    specs: texts(
      ["_dmarc.a", "v=DMARC1; p=none; rua=mailto:d@example.com,xmailto:d@example.com"],
      ["_dmarc.b", "v=DMARC1; p=none; rua=mailto:d@example.com,https://r_x.example.net/"],
      ["_dmarc.c", "v=DMARC1; p=none; rua=mailto:d@example.com?x"],
    ),
    finds: ["warning 5:86", "error 6:86", "error 7:65"],
  },
  {
    check: "dmarc-rua-uri",
    title: "points to the address of the spec",
    specs: spec("cloudflare", exmail, 'dmarc: {policy: none, rua: ["mailto:<d@example.net>"]}'),
    finds: ["error 4:30"],
    mended: spec("cloudflare", exmail, 'dmarc: {policy: none, rua: ["mailto:d@example.com"]}'),
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
