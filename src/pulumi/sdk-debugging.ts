/** Turns off the SDK's debugging aids, which cost more than everything else in a run (bench/README.md). */
import process from "node:process";
import sdkLog from "@pulumi/pulumi/log/index.js";

/** To debug the SDK or this file: leaves the SDK as it is. */
const isWanted = (): boolean => Boolean(process.env["MAILZONE_DEBUG"]);

/**
 * The SDK sends the engine three debug messages per resource, each a call that waits for the previous one; the engine drops
 * them without `--debug`, which a program cannot see (@pulumi/pulumi 3.270.0, `debug` in log/index.js; there is no setting
 * for it). All modules of the SDK call it through this object.
 */
export function withoutDebugMessages(): void {
  if (!isWanted()) Object.assign(sdkLog, { debug: () => Promise.resolve() });
}

/**
 * Registers resources without their source positions. For each resource the SDK takes a complete stack trace, whatever
 * `Error.stackTraceLimit` says (@pulumi/pulumi 3.270.0, `callsites` in resource.js), maps it to sources and stores it in the
 * state, which then differs from clone to clone.
 */
export function withoutSourcePositions<T>(register: () => T): T {
  if (isWanted()) return register();
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => "";
  try {
    return register();
  } finally {
    Object.assign(Error, { prepareStackTrace });
  }
}

/**
 * The SDK takes a stack trace for every input of every resource, which costs more than everything else (bench/README.md). It
 * continues to do so until the engine has answered for each resource, so traces stay off after a success: hardly anything
 * of this program is left to run then.
 */
export function withoutTraces<T>(register: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return withoutSourcePositions(register);
  } catch (cause) {
    Error.stackTraceLimit = stackTraceLimit;
    throw new Error("a resource could not be registered", { cause });
  }
}
