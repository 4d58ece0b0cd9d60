import { mxDupExchange } from "../../../src/check/mx/mx-dup-exchange.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(mxDupExchange, ["warning 4:44 < 4"]);
