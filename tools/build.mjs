/** `npm run build`: creates dist, the published package. */
import { chmodSync, cpSync, rmSync } from "node:fs";
import path from "node:path";
import { become } from "./child.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { root } from "./project.mjs";
import { log, main } from "./setup.mjs";

await main(async () => {
  const node = await ensureDependencies({ log });
  const dist = path.join(root, "dist");
  rmSync(dist, { recursive: true, force: true });
  const code = await become(node, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
    cwd: root,
  });
  if (code !== 0) {
    return code;
  }
  // Beside dist/src as they are beside src, so that code finds them by the same relative path in both. From tools/ the
  // compiler has already emitted what the command line imports; the rest is only for work on mailzone itself.
  for (const folder of [
    "providers",
    "schema",
    "pipelines",
    "src/report/page/browser/page.js",
    "src/report/page/browser/page.css",
    "tools/engine",
    "tools/language-host",
    "tools/guard.mjs",
    "tools/mailzone.mjs",
    "tools/program.mjs",
  ]) {
    cpSync(path.join(root, folder), path.join(dist, folder), { recursive: true });
  }
  chmodSync(path.join(dist, "tools/mailzone.mjs"), 0o755);
  return 0;
});
