/** What a plugin wrapper runs: `plugin-main <package> <engine address>`. */
import { clouds, standInOf } from "./clouds/clouds.ts";
import { servePlugin } from "./plugin.ts";

const standIn = clouds.map(standInOf).find((candidate) => candidate.package === process.argv[2]);
if (!standIn) throw new Error(`no stand-in for the package ${process.argv[2]}`);
await servePlugin(standIn.package, await standIn.loadPlugin());
