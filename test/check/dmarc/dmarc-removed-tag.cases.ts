import { dmarcRemovedTag } from "../../../src/check/dmarc/dmarc-removed-tag.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(dmarcRemovedTag, ["warning 5:59"]);
