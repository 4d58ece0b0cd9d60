import { dmarcNp } from "../../../src/check/dmarc/dmarc-np.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(dmarcNp, ["info 4:1"]);
