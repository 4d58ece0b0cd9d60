import { spfAfterAll } from "../../../src/check/spf/spf-after-all.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(spfAfterAll, ["warning 5:48"]);
