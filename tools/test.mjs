/**
 * `npm test`: sets up what is missing and runs jest with the given arguments. With `--fast` it installs no engine, and skips
 * the tests that start one or take long, which it recognizes by their file names.
 */
import { become } from "./child.mjs";
import { root } from "./project.mjs";
import { main, setUp, setUpWithoutEngine } from "./setup.mjs";

// Jest loads ES modules through a Node interface that is still experimental.
const FLAGS = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];

/** Test files that `--fast` skips. */
const NOT_FAST = "\\.(engine|slow)\\.test\\.ts$";

await main(async () => {
  const given = process.argv.slice(2);
  const words = given.filter((word) => word !== "--fast");
  const isFast = words.length < given.length;
  const { node, env } = isFast ? await setUpWithoutEngine() : await setUp();
  // last, because jest reads what follows as further patterns
  const chosen = isFast ? [...words, "--testPathIgnorePatterns", NOT_FAST] : words;
  return await become(node, [...FLAGS, "node_modules/jest/bin/jest.js", ...chosen], { cwd: root, env });
});
