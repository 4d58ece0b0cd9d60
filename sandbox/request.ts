/** Calls as services, faults and the request log see them. */
import type { Cloud } from "./clouds/cloud-id.ts";
import type { Store } from "./store.ts";

/** Whose zones are seen: one account of one cloud, in one store. */
export interface Account {
  readonly store: Store;
  readonly cloud: Cloud;
  readonly account: string;
}

/** What a call is about, as the request log and injected faults name it. */
export interface Request {
  readonly action: string;
  readonly zone?: string;
  readonly name?: string;
  readonly type?: string;
  /** Whether the real provider asks again after a 5xx answer (docs/facts, "Retries" of each cloud). */
  readonly retried?: boolean;
}
