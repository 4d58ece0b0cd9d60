/** Says where the engine is cached. */
import os from "node:os";
import path from "node:path";

/**
 * Where the engine is kept: outside the clone, so that it survives `git clean` and serves every clone.
 * MAILZONE_CACHE overrides it; the default is `mailzone` in the user's cache folder.
 */
export function cacheFolder(env = process.env) {
  if (env.MAILZONE_CACHE) {
    return path.resolve(env.MAILZONE_CACHE);
  }
  return path.join(env.XDG_CACHE_HOME || path.join(env.HOME || os.homedir(), ".cache"), "mailzone");
}
