import { type LiveCase, live, MAIL, SPF } from "../live-case.ts";

export const liveCases: readonly LiveCase[] = [
  [
    "txt-apex-merge: texts that the set would lose",
    "route53",
    MAIL,
    [live("1", `@ TXT ${SPF} | MS=ms123`)],
    ["error txt-apex-merge 1"],
  ],
  [
    "txt-apex-merge: beside a second SPF both are told",
    "route53",
    MAIL,
    [live("1", "@ TXT v=spf1 -all | MS=ms123")],
    ["error spf-single 1", "error txt-apex-merge 1"],
  ],
  [
    "txt-apex-merge: not at a name that the specs leave alone",
    "route53",
    MAIL,
    [live("1", "web TXT MS=ms123")],
    [],
  ],
];
