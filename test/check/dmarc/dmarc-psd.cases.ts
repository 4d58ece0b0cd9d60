import { dmarcPsd } from "../../../src/check/dmarc/dmarc-psd.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(dmarcPsd, ["warning 5:59"]);
