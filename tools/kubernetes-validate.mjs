/** Installs the judge of the Deployment of workers, kubernetes-validate, once for every clone (test/report/worker-manifest). */
import { ensurePythonJudge } from "./python-judge.mjs";

/** https://pypi.org/project/kubernetes-validate (Apache-2.0), read 2026-12-01: it has the schemas of Kubernetes' own API. */
const PACKAGES = ["kubernetes-validate==1.37.0"];

/**
 * Yields the Python that has it, installing it first if necessary: about 250 MB in the cache, which take 15 seconds. Throws an error
 * that says what is missing.
 *
 * @param {{log?: (line: string) => void, env?: Readonly<Record<string, string | undefined>>}} [options]
 * @returns {Promise<string>}
 */
export const ensureKubernetesValidate = (options = {}) => ensurePythonJudge(PACKAGES, options);
