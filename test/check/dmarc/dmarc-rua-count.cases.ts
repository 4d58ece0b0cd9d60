import { dmarcRuaCount } from "../../../src/check/dmarc/dmarc-rua-count.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(dmarcRuaCount, ["warning 5:63"]);
