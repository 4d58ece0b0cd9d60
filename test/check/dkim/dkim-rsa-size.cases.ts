import { dkimRsaSize } from "../../../src/check/dkim/dkim-rsa-size.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(dkimRsaSize, ["warning 5:59"]);
