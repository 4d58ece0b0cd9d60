import { bimi, LOGO, mail, REJECT } from "../brand/specs.ts";
import { type CheckCase, spec } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "caa-issuemail",
    title: "advises issuemail to a parked domain, and an issuer of its mark certificate to one with a logo",
    specs: {
      "spec.yaml": spec("cloudflare", "mode: parked", "records:", "  - {type: CAA, value: '0 issue \";\"'}"),
      "a.yaml": mail(REJECT, bimi(LOGO), "  - {type: CAA, value: '0 issuevmc \";\"'}").replace(
        "example.com",
        "a.example",
      ),
    },
    finds: ["info 5:5", "info a.yaml:6:5 < a.yaml:7"],
  },
  {
    check: "caa-issuemail",
    title: "is silent where each kind is said, and where mail is used",
    specs: {
      "spec.yaml": spec(
        "cloudflare",
        "mode: parked",
        "records:",
        "  - {type: CAA, values: ['0 issue \";\"', '0 issuemail \";\"']}",
      ),
      "a.yaml": mail(
        REJECT,
        bimi(LOGO),
        "  - {type: CAA, values: ['0 issuevmc \"digicert.com\"', '0 issue \";\"']}",
      ).replace("example.com", "a.example"),
      "b.yaml": spec("cloudflare", "mode: parked").replace("example.com", "b.example"),
    },
    finds: [],
  },
];
