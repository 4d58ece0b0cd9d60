import { nameDoubleHyphen } from "../../../src/check/name/name-double-hyphen.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(nameDoubleHyphen, ["warning 5:15"]);
