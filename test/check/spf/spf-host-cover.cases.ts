import { spfHostCover } from "../../../src/check/spf/spf-host-cover.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(spfHostCover, ["info 5:5"]);
