/**
 * `prepare`, which npm runs before it packs a git dependency: creates dist there. npm also runs it after `npm install` in a
 * clone, which needs no dist, and beside `prepack`, which has created it.
 */
import { root } from "./project.mjs";

if (process.env.INIT_CWD !== root) {
  await import("./build.mjs");
}
