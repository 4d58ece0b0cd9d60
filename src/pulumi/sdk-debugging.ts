/** Without what the SDK does for those who debug it: it costs more than all the rest of a run (bench/README.md). */
import process from "node:process";
import sdkLog from "@pulumi/pulumi/log/index.js";

/** For a fault in the SDK or in what is here: leaves the SDK as it is. */
const isWanted = (): boolean => Boolean(process.env["MAILZONE_DEBUG"]);

/**
 * The SDK sends three debug messages for each resource to the engine, each a call that waits for the one before; the
 * engine drops them unless `--debug` is given, which a program is not told (@pulumi/pulumi 3.270.0, `debug` in
 * log/index.js; there is no setting for it). All modules of the SDK call it through this object.
 */
export function withoutDebugMessages(): void {
  if (!isWanted()) Object.assign(sdkLog, { debug: () => Promise.resolve() });
}

/**
 * Registers resources without the lines of code that they come from. For each of them the SDK takes a whole stack, whatever
 * `Error.stackTraceLimit` says (@pulumi/pulumi 3.270.0, `callsites` in resource.js), maps it to sources and has it kept in
 * the state, which then changes with every clone's path.
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
 * The SDK takes a stack trace for every input of every resource, which costs more than all the rest (bench/README.md). It
 * goes on doing so until the engine has answered for each of them, so traces stay off when all went well: hardly anything
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
