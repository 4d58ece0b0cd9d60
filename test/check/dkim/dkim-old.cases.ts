import { dkimOld } from "../../../src/check/dkim/dkim-old.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";
import { daysAgo, key } from "./specs.ts";

const since = (days: number, state = "active"): string => `, state: ${state}, since: "${daysAgo(days)}"`;
const one = (profile: string, days: number, state?: string): string =>
  sends(`profile: ${profile}`, "dkim:", key("s1", since(days, state)));

export const cases: readonly CheckCase[] = [
  ...explained(dkimOld, ["warning 4:30"]),
  { check: "dkim-old", title: "takes a year", specs: one("recommended", 365), finds: [] },
  { check: "dkim-old", title: "and no more", specs: one("recommended", 368), finds: ["warning 6:42"] },
  {
    check: "dkim-old",
    title: "takes six months of a bulk sender",
    specs: one("bulk-sender", 183),
    finds: [],
  },
  { check: "dkim-old", title: "and no more there", specs: one("bulk-sender", 186), finds: ["warning 6:42"] },
  { check: "dkim-old", title: "takes two years with the baseline", specs: one("baseline", 730), finds: [] },
  {
    check: "dkim-old",
    title: "is not about keys with which nothing signs",
    specs: one("strict", 4000, "retiring"),
    finds: [],
  },
];
