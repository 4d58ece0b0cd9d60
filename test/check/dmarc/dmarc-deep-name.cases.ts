import { dmarcDeepName } from "../../../src/check/dmarc/dmarc-deep-name.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(dmarcDeepName, ["warning 5:13"]);
