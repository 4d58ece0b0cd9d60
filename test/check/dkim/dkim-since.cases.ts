import { dkimSince } from "../../../src/check/dkim/dkim-since.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";
import { daysAgo, key } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dkimSince, ["warning 4:30"]),
  {
    check: "dkim-since",
    title: "asks since when for every state but that of keys in use",
    specs: sends(
      "dkim:",
      key("a", ", state: next"),
      key("b", ", state: active"),
      key("c", ", state: retiring"),
      key("d", ", state: revoked"),
      key("e", ""),
    ),
    finds: ["warning 5:26", "warning 7:26", "warning 8:26"],
  },
  {
    check: "dkim-since",
    title: "takes today and tomorrow, and no later day",
    specs: sends(
      "dkim:",
      key("a", `, since: "${daysAgo(0)}"`),
      key("b", `, since: "${daysAgo(-1)}"`),
      key("c", `, since: "${daysAgo(-3)}"`),
    ),
    finds: ["warning 7:26"],
  },
];
