import { spfIp6 } from "../../../src/check/spf/spf-ip6.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(spfIp6, ["error 5:47"]);
