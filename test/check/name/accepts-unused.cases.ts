import { type CheckCase, spec } from "../check-case.ts";

const guest = (record: string): string =>
  ["domain: promo.example.com", "zone: example.com", "dns: cloudflare", "mode: parked", record, ""].join(
    "\n",
  );

const owner = spec("cloudflare", "mode: parked", "accepts: [promo.example.com]");

export const cases: readonly CheckCase[] = [
  {
    check: "accepts-unused",
    title: "warns of leave that no spec makes use of",
    specs: { "a.yaml": owner, "b.yaml": guest("records: [{name: own, type: TXT, value: x}]") },
    finds: ["warning a.yaml:4:11"],
    mended: { "a.yaml": spec("cloudflare", "mode: parked"), "b.yaml": guest("records: []") },
  },
  {
    check: "accepts-unused",
    title: "is silent where one does, if only for one of the domains of the spec",
    specs: {
      "a.yaml": owner.replace("domain: example.com", "domains: [example.com, example.net]"),
      "b.yaml": guest("records: [{name: lists.example.com., type: TXT, value: x}]"),
    },
    finds: [],
  },
];
