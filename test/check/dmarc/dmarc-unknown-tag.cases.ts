import { dmarcUnknownTag } from "../../../src/check/dmarc/dmarc-unknown-tag.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(dmarcUnknownTag, ["warning 5:59"]);
