/** Every guard. A new one needs its own file, which has its words, and a line here. */
import { dmarcWeakened } from "./dmarc-weakened.ts";
import type { Guard } from "./guard.ts";
import { planCloudGone } from "./plan-cloud-gone.ts";
import { planDeletePct } from "./plan-delete-pct.ts";
import { planDkimGone } from "./plan-dkim-gone.ts";
import { planDkimReused } from "./plan-dkim-reused.ts";
import { planDnssecOff } from "./plan-dnssec-off.ts";
import { planDomainGone } from "./plan-domain-gone.ts";
import { planFinishEarly } from "./plan-finish-early.ts";
import { planMxAdded } from "./plan-mx-added.ts";
import { planMxAddress } from "./plan-mx-address.ts";
import { planMxCutover } from "./plan-mx-cutover.ts";
import { planMxGone } from "./plan-mx-gone.ts";
import { planNsChanged } from "./plan-ns-changed.ts";
import { planSpfGone } from "./plan-spf-gone.ts";
import { planStsMx } from "./plan-sts-mx.ts";
import { planStsServed } from "./plan-sts-served.ts";
import { planSwitchEarly } from "./plan-switch-early.ts";
import { planTlsGone } from "./plan-tls-gone.ts";

export const guards: readonly Guard[] = [
  planDomainGone,
  planMxGone,
  planMxCutover,
  planSwitchEarly,
  planFinishEarly,
  planMxAdded,
  planMxAddress,
  planSpfGone,
  planDkimGone,
  planDkimReused,
  dmarcWeakened,
  planStsMx,
  planStsServed,
  planTlsGone,
  planNsChanged,
  planDnssecOff,
  planCloudGone,
  planDeletePct,
];
