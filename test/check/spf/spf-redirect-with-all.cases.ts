import { spfRedirectWithAll } from "../../../src/check/spf/spf-redirect-with-all.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(spfRedirectWithAll, ["warning 5:43"]);
