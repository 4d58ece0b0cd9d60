import { spfMacro } from "../../../src/check/spf/spf-macro.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(spfMacro, ["error 5:50"]);
