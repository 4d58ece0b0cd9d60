/** Calls to a stand-in service: each one a transaction and a line in the request log, unless a fault spoils it. */
import { takeFault } from "./faults.ts";
import type { Account, Request } from "./request.ts";
import type { StoredZone, ZoneSettings } from "./store.ts";

/** An error that a cloud's API or its provider would answer; never a fault of the sandbox itself. */
export class ServiceError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** How often the providers ask again: Cloudflare's 10 times, the others by time, which is not kept here (docs/facts). */
const RETRIES = 10;

const REFUSED_FOR_NOW = {
  throttle: ["Throttling", "429 Too Many Requests"],
  unavailable: ["ServiceUnavailable", "503 Service Unavailable"],
} as const;

/**
 * One call to a cloud's API: everything `apply` does is one transaction together with its line in the request
 * log, so an answer is only given for what is committed.
 */
export function call<T>(account: Account, request: Request, apply: () => T): Promise<T> {
  return tryCall(account, request, apply, RETRIES);
}

/** A listing, a call for each page, until the provider has `isEnough`: of the last page, and of how many were found. */
export async function callPages<T>(
  account: Account,
  request: Request,
  pageSize: number,
  list: () => readonly T[],
  isEnough: (page: readonly T[], found: number) => boolean,
): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; ; start += pageSize) {
    const page = await call(account, request, () => list().slice(start, start + pageSize));
    found.push(...page);
    if (isEnough(page, found.length)) return found;
  }
}

/** The zone with this id, where it is the account's. */
export function ownZone<Settings extends ZoneSettings>(
  { store, cloud, account }: Account,
  id: string,
): StoredZone<Settings> | undefined {
  const zone = store.zone<Settings>(cloud, id);
  return zone?.account === account ? zone : undefined;
}

/** What the service refuses reaches the user with the provider's words before it. */
export async function worded<T>(before: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new ServiceError(error.code, `${before}${error.message}`);
  }
}

/** A call that the provider takes for done where the service refuses it with `code`. */
export async function swallowing(code: string, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ServiceError && error.code === code)) throw error;
  }
}

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
        return refuse(account, request, code, `${label(request)}: ${status}`);
      } catch (error) {
        if (!request.retried || retries === 0) throw error;
        return tryCall(account, request, apply, retries - 1);
      }
    }
    case "refuse":
      return refuse(account, request, "InjectedFault", `${label(request)} refused: injected fault`);
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
    case "lose-answer":
      attempt(account, request, apply);
      if (request.retried) return attempt(account, request, apply);
      throw new ServiceError("InternalError", `${label(request)}: 500 Internal Server Error`);
  }
}

function refuse(account: Account, request: Request, code: string, message: string): never {
  return attempt<never>(account, request, () => {
    throw new ServiceError(code, message);
  });
}

function attempt<T>({ store, cloud, account }: Account, request: Request, apply: () => T): T {
  const log = (outcome: string): void => store.logRequest({ cloud, account, ...request, outcome });
  try {
    return store.write(() => {
      const result = apply();
      log("ok");
      return result;
    });
  } catch (error) {
    // the transaction is gone, and with it whatever the call had half done; that it came stays on record
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

const label = ({ action, name, type }: Request): string =>
  `${action} of ${[name, type].filter(Boolean).join(" ")}`;
