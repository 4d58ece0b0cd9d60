/** What a plugin wrapper runs: `plugin-main <package> <engine address>`. */
import { clouds } from "./clouds/cloud-id.ts";
import { standInOf } from "./clouds/clouds.ts";
import { plugins } from "./clouds/plugins.ts";
import { servePlugin } from "./plugin.ts";

const cloud = clouds.find((id) => standInOf(id).package === process.argv[2]);
if (!cloud) throw new Error(`no stand-in for the package ${process.argv[2]}`);
await servePlugin(standInOf(cloud).package, await plugins[cloud]());
