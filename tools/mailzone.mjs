#!/usr/bin/env node
/**
 * The `mailzone` command. It runs on any Node, so that one line says what is missing where Node itself would show a stack
 * trace: a Node that is too old, or dependencies that are not installed or older than the code, as after `git pull`.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NOT_INSTALLED, outdatedSinceInstall } from "./outdated.mjs";
import { atLeast, NODE_MINIMUM } from "./version.mjs";

const main = ["../src/cli/main.ts", "../src/cli/main.js"]
  .map((path) => new URL(path, import.meta.url))
  .find((url) => existsSync(url));

/** In a clone, packages may be missing or old; an installed mailzone has them. */
const clone = main?.pathname.endsWith(".ts") ? fileURLToPath(new URL("..", import.meta.url)) : undefined;
const reason = clone === undefined ? undefined : outdatedSinceInstall(clone);

if (reason !== undefined) {
  const state = reason === NOT_INSTALLED ? reason : `out of date (${reason})`;
  refuse(`the dependencies are ${state}: run npm install, or npm start`);
} else if (!atLeast(process.versions.node, NODE_MINIMUM)) {
  refuse(`Node ${process.versions.node} is too old: ${NODE_MINIMUM} or newer is needed`);
} else await import(main.href);

function refuse(reason) {
  process.stderr.write(`mailzone: ${reason}\n`);
  process.exitCode = 2;
}
