import { aliasAtMailHost } from "../../../src/check/mx/alias-at-mail-host.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = explained(aliasAtMailHost, ["warning 6:27 < 5"]);
