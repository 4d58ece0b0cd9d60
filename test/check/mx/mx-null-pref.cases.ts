import { mxNullPref } from "../../../src/check/mx/mx-null-pref.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(mxNullPref, ["error 5:23"]);
