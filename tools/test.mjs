/**
 * `npm test`: sets up what is missing and runs jest, with the arguments given. With `--fast` it gets no engine, and runs
 * no test that starts one or that takes long; what these are is said by the names of their files.
 */
import { become } from "./child.mjs";
import { root } from "./project.mjs";
import { main, setUp, setUpWithoutEngine } from "./setup.mjs";

// Jest loads ES modules through an interface of Node that still counts as experimental.
const FLAGS = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];

/** Test files that `--fast` leaves out. */
const NOT_FAST = "\\.(engine|slow)\\.test\\.ts$";

await main(async () => {
  const given = process.argv.slice(2);
  const words = given.filter((word) => word !== "--fast");
  const isFast = words.length < given.length;
  const { node, env } = isFast ? await setUpWithoutEngine() : await setUp();
  // last, since jest takes what follows it for further patterns
  const chosen = isFast ? [...words, "--testPathIgnorePatterns", NOT_FAST] : words;
  return await become(node, [...FLAGS, "node_modules/jest/bin/jest.js", ...chosen], { cwd: root, env });
});
