/** Every guard. A new one needs its own file, which has its words, and a line here. */
import { dmarcWeakened } from "./dmarc-weakened.ts";
import type { Guard } from "./guard.ts";
import { planCloudGone } from "./plan-cloud-gone.ts";
import { planDeletePct } from "./plan-delete-pct.ts";
import { planDkimGone } from "./plan-dkim-gone.ts";
import { planDomainGone } from "./plan-domain-gone.ts";
import { planMxCutover } from "./plan-mx-cutover.ts";
import { planMxGone } from "./plan-mx-gone.ts";

export const guards: readonly Guard[] = [
  planDomainGone,
  planMxGone,
  planMxCutover,
  planDkimGone,
  dmarcWeakened,
  planCloudGone,
  planDeletePct,
];
