/** Installs the judge of the figures of `mailzone dmarc report` and `tlsrpt report`, parsedmarc, once for every clone (test/feedback/judged). */
import { ensurePythonJudge } from "./python-judge.mjs";

/**
 * https://pypi.org/project/parsedmarc (Apache-2.0), read 2026-12-01, with those of its packages that parsing needs: the others
 * send results to databases and mailboxes, and take ten times the room.
 */
const PACKAGES = [
  "parsedmarc==11.1.0",
  "dnspython==2.9.2",
  "expiringdict==1.2.2",
  "lxml==6.1.3",
  "mail-parser==4.8.0",
  "maxminddb==3.2.0",
  "publicsuffixlist==1.1.2.20261023",
  "python-dateutil==4.0.0",
  "six==1.17.0",
  "xmltodict==1.0.4",
];

/**
 * Yields the Python that has it, installing it first if necessary: about 70 MB in the cache, which take 6 seconds, 2 of them of
 * processor time. Throws an error that says what is missing.
 *
 * @param {{log?: (line: string) => void, env?: Readonly<Record<string, string | undefined>>}} [options]
 * @returns {Promise<string>}
 */
export const ensureParsedmarc = (options = {}) => ensurePythonJudge(PACKAGES, { ...options, alone: true });
