#!/usr/bin/env node
/** `npm create mailzone [FOLDER] -- [OPTIONS]`, which is `mailzone init`. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const description = createRequire(import.meta.url).resolve("mailzone/package.json");
process.argv.splice(2, 0, "init");
await import(pathToFileURL(join(dirname(description), "dist/tools/mailzone.mjs")).href);
