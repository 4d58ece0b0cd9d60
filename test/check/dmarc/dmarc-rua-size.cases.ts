import { dmarcRuaSize } from "../../../src/check/dmarc/dmarc-rua-size.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(dmarcRuaSize, ["warning 5:87"]);
