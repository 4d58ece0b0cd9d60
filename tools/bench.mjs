/** `npm run bench`: sets up what is missing, builds what it measures, and measures, with the given arguments. */
import { become } from "./child.mjs";
import { root } from "./project.mjs";
import { main, setUp } from "./setup.mjs";

await main(async () => {
  const { node, env } = await setUp();
  const built = await become(node, ["tools/build.mjs"], { cwd: root, env });
  if (built !== 0) return built;
  return await become(node, ["bench/run.ts", ...process.argv.slice(2)], { cwd: root, env });
});
