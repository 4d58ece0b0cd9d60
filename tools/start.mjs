/** `npm start`: sets up what is missing and runs the demonstration on the sandbox. */
import { become } from "./child.mjs";
import { root } from "./project.mjs";
import { main, setUp } from "./setup.mjs";

await main(async () => {
  const { node, env } = await setUp();
  return await become(node, ["sandbox/demo.ts", ...process.argv.slice(2)], { cwd: root, env });
});
