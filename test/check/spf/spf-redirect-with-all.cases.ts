import { spfRedirectWithAll } from "../../../src/check/spf/spf-redirect-with-all.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(spfRedirectWithAll, ["warning 5:43"]),
  {
    check: "spf-redirect-with-all",
    title: "warns of both keys under spf:, of which redirect is published",
    specs: sends("spf: {all: fail, redirect: _spf.example.net}"),
    finds: ["warning 4:12"],
    mended: sends("spf: {redirect: _spf.example.net}"),
  },
];
