/** `npm test`: sets up what is missing and runs jest, with the arguments given. */
import { become } from "./child.mjs";
import { root } from "./project.mjs";
import { main, setUp } from "./setup.mjs";

// Jest loads ES modules through an interface of Node that still counts as experimental.
const FLAGS = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];

await main(async () => {
  const { node, env } = await setUp();
  return await become(node, [...FLAGS, "node_modules/jest/bin/jest.js", ...process.argv.slice(2)], {
    cwd: root,
    env,
  });
});
