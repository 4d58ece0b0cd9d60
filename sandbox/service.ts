import { takeFault } from "./faults.ts";
import type { Cloud, Store } from "./store.ts";

/** Whose zones are seen: one account of one cloud, in one store. */
export interface Account {
  store: Store;
  cloud: Cloud;
  account: string;
}

/** What a call is about, as the request log and injected faults name it. */
export interface Request {
  action: string;
  zone?: string;
  name?: string;
  type?: string;
  /** Whether the real provider asks again after a 5xx answer (facts/pulumi.md 6a and 6b, retries). */
  retried?: boolean;
}

/** An error that a cloud's API or its provider would answer; never a fault of the sandbox itself. */
export class ServiceError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * One call to a cloud's API: everything `apply` does is one transaction together with its line in the request
 * log, so an answer is only given for what is committed.
 */
export async function call<T>(account: Account, request: Request, apply: () => T): Promise<T> {
  return tryCall(account, request, apply, RETRIES);
}

/** How often the providers ask again: Cloudflare's 10 times (facts/pulumi.md 6b), the others by time, which is not kept here. */
const RETRIES = 10;

const REFUSED_FOR_NOW = {
  throttle: ["Throttling", "429 Too Many Requests"],
  unavailable: ["ServiceUnavailable", "503 Service Unavailable"],
} as const;

async function tryCall<T>(account: Account, request: Request, apply: () => T, retries: number): Promise<T> {
  const fault = takeFault(account, request);
  switch (fault) {
    case undefined:
    case "pass":
      return attempt(account, request, apply);
    case "throttle":
    case "unavailable": {
      const [code, status] = REFUSED_FOR_NOW[fault];
      try {
        return attempt<T>(account, request, () => {
          throw new ServiceError(code, `${request.action} of ${label(request)}: ${status}`);
        });
      } catch (error) {
        if (!request.retried || retries === 0) throw error;
        return tryCall(account, request, apply, retries - 1);
      }
    }
    case "refuse":
      return attempt(account, request, () => {
        throw new ServiceError(
          "InjectedFault",
          `${request.action} of ${label(request)} refused: injected fault`,
        );
      });
    case "hang":
      return hang();
    case "hang-after":
      attempt(account, request, apply);
      return hang();
    case "die-before":
      return die();
    case "die-after":
      attempt(account, request, apply);
      return die();
    case "lose-answer": {
      attempt(account, request, apply);
      if (request.retried) return attempt(account, request, apply);
      throw new ServiceError(
        "InternalError",
        `${request.action} of ${label(request)}: 500 Internal Server Error`,
      );
    }
  }
}

function attempt<T>({ store, cloud, account }: Account, request: Request, apply: () => T): T {
  const log = (outcome: string) =>
    store.run(
      "INSERT INTO requests (at, cloud, account, action, zone, name, type, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      new Date().toISOString(),
      cloud,
      account,
      request.action,
      request.zone ?? "",
      request.name ?? "",
      request.type ?? "",
      outcome,
    );
  try {
    return store.write(() => {
      const result = apply();
      log("ok");
      return result;
    });
  } catch (error) {
    // The transaction is gone, and with it whatever the call had half done; that it came stays on record.
    log(error instanceof ServiceError ? error.code : String(error));
    throw error;
  }
}

/** No answer, while the process lives on. */
function hang(): Promise<never> {
  return new Promise(() => setInterval(() => undefined, 1 << 30));
}

/** A crash that nothing can tidy up after. */
function die(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("still alive after SIGKILL");
}

function label({ name, type }: Request): string {
  return [name, type].filter(Boolean).join(" ");
}
