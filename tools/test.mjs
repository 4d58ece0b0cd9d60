/**
 * `npm test`: sets up what is missing and runs jest with the given arguments. With `--fast` it installs no engine, and skips
 * the tests that start one or Pulumi's bridge or take long, which it recognizes by their file names. With `--rest` it runs
 * only those.
 */
import { become } from "./child.mjs";
import { root } from "./project.mjs";
import { main, setUp, setUpBridge, setUpWithoutEngine } from "./setup.mjs";

// Jest loads ES modules through a Node interface that is still experimental.
const FLAGS = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];

/** The words for jest by choice of tests. They come last, because jest reads what follows as further patterns. */
const CHOICES = {
  "--fast": ["--testPathIgnorePatterns", "\\.(engine|slow|bridge)\\.test\\.ts$"],
  // jest itself leaves a core idle; with more tests than cores each takes so much longer that nothing is gained (measured on two)
  "--rest": ["--maxWorkers", "100%", "--testMatch", "**/*.(engine|slow|bridge).test.ts"],
};

await main(async () => {
  const given = process.argv.slice(2);
  const words = given.filter((word) => !Object.hasOwn(CHOICES, word));
  const chosen = given.flatMap((word) => CHOICES[word] ?? []);
  const { node, env } = given.includes("--fast") ? await setUpWithoutEngine() : await setUp();
  const isEverything = words.every((word) => word.startsWith("-"));
  if (isEverything && !given.includes("--fast")) {
    await setUpBridge();
  }
  return await become(node, [...FLAGS, "node_modules/jest/bin/jest.js", ...words, ...chosen], {
    cwd: root,
    env,
  });
});
