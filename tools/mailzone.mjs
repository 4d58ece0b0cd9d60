#!/usr/bin/env node
/**
 * The `mailzone` command. It runs on any Node, so that one line says what is missing where Node itself would show a stack
 * trace: a Node that is too old, or dependencies that are not installed.
 */
import { existsSync } from "node:fs";
import { atLeast } from "./version.mjs";

const NODE_MINIMUM = "22.18.0";

const main = ["../src/cli/main.ts", "../src/cli/main.js"]
  .map((path) => new URL(path, import.meta.url))
  .find((url) => existsSync(url));

/** In a clone, packages may be missing; an installed mailzone has them. */
const isIncomplete =
  main?.pathname.endsWith(".ts") && !existsSync(new URL("../node_modules", import.meta.url));

if (isIncomplete) refuse("the dependencies are not installed: run npm install, or npm start");
else if (!atLeast(process.versions.node, NODE_MINIMUM)) {
  refuse(`Node ${process.versions.node} is too old: ${NODE_MINIMUM} or newer is needed`);
} else await import(main.href);

function refuse(reason) {
  process.stderr.write(`mailzone: ${reason}\n`);
  process.exitCode = 2;
}
