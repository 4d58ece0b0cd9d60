/** `npm start`: sets up what is missing and runs the sample specs on the sandbox. */
import { become } from "./child.mjs";
import { root } from "./project.mjs";
import { main, setUp } from "./setup.mjs";

await main(async () => {
  const { node, env } = await setUp();
  return await become(node, ["tools/mailzone.mjs", "sandbox", "try", ...process.argv.slice(2)], {
    cwd: root,
    env,
  });
});
