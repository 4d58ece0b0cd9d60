import { dmarcTestMode } from "../../../src/check/dmarc/dmarc-test-mode.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(dmarcTestMode, ["warning 5:35"]);
