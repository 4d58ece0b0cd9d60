import { type CheckCase, sends } from "../check-case.ts";
import { record } from "./specs.ts";

/** Records of public reports, where the fault begins, and what was meant. */
const GLUED = [
  ["v=spf1 mx a ~all;", 41, "v=spf1 mx a ~all"],
  ["v=spf1 -all;", 36, "v=spf1 -all"],
  ["v=spf1 a;mx -all", 33, "v=spf1 a mx -all"],
  ["v=spf1 a@example.com -all", 33, "v=spf1 a -all"],
  ["v=spf1 mx~all", 34, "v=spf1 mx ~all"],
] as const;

/** Texts that receivers do not take for SPF, and where they are. */
const BROKEN_VERSIONS = [
  ["v=spf1; include:_spf.example.net ~all", 25],
  ["v=spf1include:_spf.example.net ~all", 25],
  ["v=spf2 include:_spf.example.net ~all", 25],
  ["v:spf1 include:_spf.example.net ~all", 25],
  ["spf1 include:_spf.example.net ~all", 25],
] as const;

export const cases: readonly CheckCase[] = [
  {
    check: "spf-syntax",
    title: "points into an item under spf: that holds two terms",
    specs: sends("spf:", "  ip4: [192.0.2.1, 999.1.1.1]", "  include: [a b.example.net]"),
    finds: ["error 6:15"],
    mended: sends("spf:", "  ip4: [192.0.2.1]", "  include: [b.example.net]"),
  },
  {
    check: "spf-syntax",
    title: "points to the record of records:, once a problem",
    specs: record("v=spf1 fooo bar:baz ip4:1.2.3.4/33 -all"),
    finds: ["error 5:32", "error 5:37"],
    mended: record("v=spf1 ip4:1.2.3.4/32 -all"),
  },
  ...GLUED.map(
    ([text, column, mended]): CheckCase => ({
      check: "spf-syntax",
      title: `refuses ${text}, in which something is glued to a term (RFC 7208 §4.6.1, §12)`,
      specs: record(text),
      finds: [`error 5:${column}`],
      mended: record(mended),
    }),
  ),
  {
    check: "spf-syntax",
    title: "refuses what is glued to a term in an item under spf:",
    specs: sends("spf:", "  include: ['a.example.net -all;']"),
    finds: ["error 5:32"],
    mended: sends("spf:", "  include: [a.example.net]", "  all: fail"),
  },
  ...BROKEN_VERSIONS.map(
    ([text, column]): CheckCase => ({
      check: "spf-syntax",
      title: `refuses ${text} at a domain that has no other SPF: receivers ignore it (RFC 7208 §4.5)`,
      specs: record(text),
      finds: [`error 5:${column}`],
      mended: record("v=spf1 include:_spf.example.net ~all"),
    }),
  ),
  {
    check: "spf-syntax",
    title:
      "refuses a broken version at a name with MX, and warns where nothing is to have SPF or has it beside",
    specs: sends(
      "spf: {all: fail}",
      "records:",
      "  - {type: TXT, value: v=spf1; -all}",
      "  - {name: news, type: TXT, value: v=spf1; -all}",
      "  - {name: news, type: MX, value: 10 mx.example.net}",
      "  - {name: www, type: TXT, value: v=spf1; -all}",
    ),
    finds: ["warning 6:24", "error 7:36", "warning 9:35"],
    mended: sends(
      "spf: {all: fail}",
      "records:",
      "  - {name: news, type: TXT, value: v=spf1 -all}",
      "  - {name: news, type: MX, value: 10 mx.example.net}",
    ),
  },
  {
    check: "spf-syntax",
    title: "warns of a text that is nearly SPF",
    specs: sends(
      "records:",
      "  - {name: a, type: TXT, value: v=spf10 -all}",
      '  - {name: b, type: TXT, value: " v=spf1 -all"}',
      "  - {name: c, type: TXT, value: spf1 -all}",
      '  - {name: d, type: TXT, value: "v=spf1\\t-all"}',
    ),
    finds: ["warning 5:33", "warning 7:33", "warning 8:34"],
  },
  {
    check: "spf-syntax",
    title: "takes sound records that other tools refuse",
    specs: sends(
      "records:",
      "  - {name: a, type: TXT, value: v=spf1 redirect=_spf.example.net}",
      "  - {name: b, type: TXT, value: 'v=spf1 mx -all exp=explain.example.net'}",
      "  - {name: c, type: TXT, value: 'v=spf1 a/24//64 unknown=foo ptr ?all'}",
      "  - {name: d, type: TXT, value: 'v=spf1 exists:%{ir}.%{v}._spf.%{d2} -all'}",
      "  - {name: e, type: TXT, value: v=spf1}",
    ),
    finds: [],
  },
];
