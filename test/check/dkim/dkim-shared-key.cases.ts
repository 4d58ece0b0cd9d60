import { dkimSharedKey } from "../../../src/check/dkim/dkim-shared-key.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(dkimSharedKey, ["warning 4:29"]);
