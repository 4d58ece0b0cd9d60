import { dmarcAlignable } from "../../../src/check/dmarc/dmarc-alignable.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(dmarcAlignable, ["warning 4:22"]);
