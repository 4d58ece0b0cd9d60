/**
 * What tests start as programs: the sources, or what was built of them if MAILZONE_TESTS_OF is `dist`, as in CI. The latter is what is
 * published, and starts in two thirds of the processor time, of which these tests need more than of anything else.
 */
import { join } from "node:path";

const repository = join(import.meta.dirname, "..");
const isBuilt = process.env["MAILZONE_TESTS_OF"] === "dist";

/** `source` is a path in the repository, such as `src/cli/main.ts`. */
export const program = (source: string): string =>
  isBuilt ? join(repository, "dist", source.replace(/\.ts$/, ".js")) : join(repository, source);
