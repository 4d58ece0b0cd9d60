/**
 * `npm test`: sets up what is missing and runs jest, with the arguments given. With `--fast` it gets no engine, and runs
 * no test that starts one or that takes long; what these are is said by the names of their files. With `--rest` it runs
 * just those.
 */
import { become } from "./child.mjs";
import { root } from "./project.mjs";
import { main, setUp, setUpWithoutEngine } from "./setup.mjs";

// Jest loads ES modules through an interface of Node that still counts as experimental.
const FLAGS = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];

/** What jest is told for each choice of tests. Last of its words, since jest takes what follows for further patterns. */
const CHOICES = {
  "--fast": ["--testPathIgnorePatterns", "\\.(engine|slow)\\.test\\.ts$"],
  "--rest": ["--testMatch", "**/*.(engine|slow).test.ts"],
};

await main(async () => {
  const given = process.argv.slice(2);
  const words = given.filter((word) => !Object.hasOwn(CHOICES, word));
  const chosen = given.flatMap((word) => CHOICES[word] ?? []);
  const { node, env } = given.includes("--fast") ? await setUpWithoutEngine() : await setUp();
  return await become(node, [...FLAGS, "node_modules/jest/bin/jest.js", ...words, ...chosen], {
    cwd: root,
    env,
  });
});
