import { spfUselessAMx } from "../../../src/check/spf/spf-useless-a-mx.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfUselessAMx, ["info 4:11"]),
  {
    check: "spf-useless-a-mx",
    title: "takes mx where the hosts are the domain's own",
    specs: spec(
      "cloudflare",
      "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}",
      "spf: {include: [x.example.net]}",
    ),
    finds: [],
  },
];
