import { spfSize } from "../../../src/check/spf/spf-size.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(spfSize, ["warning 5:5"]);
