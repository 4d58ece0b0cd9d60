/** Installs the judge beside `mailzone diagnose`, checkdmarc, once for every clone (test/live/judged). */
import { ensurePythonJudge } from "./python-judge.mjs";

/** https://pypi.org/project/checkdmarc (Apache-2.0), with the library that asks DNS, read 2026-11-29. */
const PACKAGES = ["checkdmarc==6.0.4", "dnspython==2.9.2"];

/**
 * Yields the Python that has it, installing it first if necessary: about 60 MB in the cache, which take 15 seconds. Throws an
 * error that says what is missing.
 *
 * @param {{log?: (line: string) => void, env?: Readonly<Record<string, string | undefined>>}} [options]
 * @returns {Promise<string>}
 */
export const ensureCheckdmarc = (options) => ensurePythonJudge(PACKAGES, options);
