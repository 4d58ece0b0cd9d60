import { dkimOrder } from "../../../src/check/dkim/dkim-order.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";
import { daysAgo, key } from "./specs.ts";

const since = (state: string, days: number): string => `, state: ${state}, since: "${daysAgo(days)}"`;

export const cases: readonly CheckCase[] = [
  ...explained(dkimOrder, ["warning 4:30"]),
  {
    check: "dkim-order",
    title: "takes a whole rotation of two algorithms at once",
    specs: sends(
      "dkim:",
      key("r1", since("revoked", 40)),
      key("r2", since("retiring", 2)),
      key("r3", since("active", 2)),
      key("e1", since("active", 90), "ed25519"),
      key("e2", since("next", 0), "ed25519"),
    ),
    finds: [],
  },
  {
    check: "dkim-order",
    title: "takes several servers whose keys have no states",
    specs: sends("dkim:", key("a", ""), key("b", "")),
    finds: [],
  },
  {
    check: "dkim-order",
    title: "finds two active keys of one algorithm",
    specs: sends("dkim:", key("a", since("active", 9)), key("b", since("active", 2))),
    finds: ["warning 6:26"],
  },
  {
    check: "dkim-order",
    title: "takes a retiring key where a provider signs with its own",
    specs: sends("dkim:", key("a", since("retiring", 9)), "  - {selector: p, cname: p.example.net}"),
    finds: [],
  },
  {
    check: "dkim-order",
    title: "finds a key revoked while mail may be in transit",
    specs: sends("dkim:", key("a", since("revoked", 5)), key("b", since("active", 5))),
    finds: ["warning 5:42"],
  },
  {
    check: "dkim-order",
    title: "takes one revoked a week after the last signature",
    specs: sends("dkim:", key("a", since("revoked", 8)), key("b", since("active", 8))),
    finds: [],
  },
];
