import { dkimWildcard } from "../../../src/check/dkim/dkim-wildcard.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(dkimWildcard, ["warning 5:13"]);
