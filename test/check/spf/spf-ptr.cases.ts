import { spfPtr } from "../../../src/check/spf/spf-ptr.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(spfPtr, ["warning 5:43"]);
