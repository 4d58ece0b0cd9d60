import { dkimK } from "../../../src/check/dkim/dkim-k.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(dkimK, ["error 5:59"]);
