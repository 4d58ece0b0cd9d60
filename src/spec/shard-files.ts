/**
 * How a fleet's runner tells a shard's program which of the fleet's files have its specs, so that not each of hundreds of programs reads
 * them all. Without it, as under plain `pulumi up`, the program reads the fleet's folder.
 */

const VARIABLE = "MAILZONE_SHARD_FILES";

/** Linux limits one variable to 128 KiB (execve(2), MAX_ARG_STRLEN). */
const MOST_OCTETS = 100_000;

/** `files` are paths from the project's root. Too many for a variable are not told. */
export function tellShardFiles(files: readonly string[]): Readonly<Record<string, string>> {
  const text = JSON.stringify(files);
  return Buffer.byteLength(text) > MOST_OCTETS ? {} : { [VARIABLE]: text };
}

/** Undefined if they were not told. */
export function toldShardFiles(env: NodeJS.ProcessEnv): readonly string[] | undefined {
  const text = env[VARIABLE];
  return text === undefined ? undefined : (JSON.parse(text) as readonly string[]);
}
