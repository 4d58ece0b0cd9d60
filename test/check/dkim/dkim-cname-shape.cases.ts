import { dkimCnameShape } from "../../../src/check/dkim/dkim-cname-shape.ts";
import { type CheckCase, sends, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dkimCnameShape, ["error 4:19", "error 4:84"]),
  {
    check: "dkim-cname-shape",
    title: "warns of Microsoft's targets of another domain, not of letters behind its own",
    specs: sends(
      "dkim:",
      "  - {selector: selector1, cname: selector1-other-com._domainkey.contoso.onmicrosoft.com}",
      "  - {selector: selector2, cname: selector2-example-com0i._domainkey.contoso.onmicrosoft.com}",
    ),
    finds: ["warning 5:34"],
  },
  {
    check: "dkim-cname-shape",
    title: "warns of a single selector of a service that uses several, and takes its preset",
    specs: [
      sends(
        "dkim:",
        "  - {selector: selector1, cname: selector1-example-com._domainkey.contoso.n-v1.dkim.mail.microsoft}",
      ),
      spec(
        "cloudflare",
        "mailbox: {provider: microsoft-365, with: {tenant: contoso, dkim_partition: n}}",
      ).replace("example.com", "example.org"),
    ].join("---\n"),
    finds: ["warning 5:34"],
  },
];
