import { dmarcRejectUsers } from "../../../src/check/dmarc/dmarc-reject-users.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(dmarcRejectUsers, ["info 5:17"]);
